package dev.lifeboat.canary;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;

/// `CanaryMain CONFIG.json`: one canary, until SIGTERM.
///
/// On SIGTERM it sends nothing more, waits for the answers in flight or their deadline, and ends
/// its log. Ends with status 2 when the configuration is wrong, 1 when the log cannot be written.
public final class CanaryMain {
  private static final String KEEP_ALIVE_SECONDS = "5";

  private CanaryMain() {}

  /// Runs the canary that `arguments` names.
  public static void main(String[] arguments) throws InterruptedException {
    // A client that sends a write again behind our back would make it unclear what was
    // acknowledged.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "false");
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    // Idle connections are closed before a server closes them: a write that meets its server's
    // closing would be unknown for a reason that no disaster has.
    System.setProperty("jdk.httpclient.keepalive.timeout", KEEP_ALIVE_SECONDS);
    CanaryConfig config;
    try {
      if (arguments.length != 1) {
        throw new IllegalArgumentException("expected one argument, the configuration file");
      }
      config = CanaryConfig.fromJson(Files.readString(Path.of(arguments[0])));
    } catch (IOException | IllegalArgumentException wrong) {
      System.err.println("canary: " + wrong);
      System.exit(2);
      return;
    }
    try {
      run(config);
    } catch (IOException failure) {
      System.err.println("canary: " + failure);
      System.exit(1);
    }
  }

  private static Optional<OwnWrites> own(
      CanaryConfig config, InstantSource clock, HttpClient client) {
    var stores = config.own();
    if (stores == null) {
      return Optional.empty();
    }
    var password = System.getenv().getOrDefault(OwnStores.PASSWORD, "");
    return Optional.of(
        new OwnWrites(
            config.client(),
            clock,
            stores.sites().stream()
                .<OwnWrites.Place>map(
                    site -> new OwnSite(site, password, client, clock, config.deadline()))
                .toList()));
  }

  private static void run(CanaryConfig config) throws IOException, InterruptedException {
    var log = new CanaryLogWriter(config.log());
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.deadline())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    var clock = new CanaryClock(Clock.systemUTC());
    var canary = new CanaryLoad(config, clock, log, client, own(config, clock, client));
    var running = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  canary.stop();
                  try {
                    running.join();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt(); // The log then lacks its last line.
                  }
                },
                "stop"));
    var resolving = config.resolving();
    if (resolving == null) {
      canary.run();
    } else {
      try (var _ = ClientsBeside.start(config, resolving, clock)) {
        canary.run();
      }
    }
    client.shutdownNow();
  }
}
