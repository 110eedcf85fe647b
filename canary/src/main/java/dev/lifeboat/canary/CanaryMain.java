package dev.lifeboat.canary;

import dev.lifeboat.wire.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// `CanaryMain CONFIG.json`: one canary, until SIGTERM.
///
/// On SIGTERM it sends nothing more, waits for the answers in flight or their deadline, and ends
/// its log. Ends with status 2 when its configuration is wrong, as a command does whose documents
/// are. See [Program].
public final class CanaryMain {
  private static final Program PROGRAM = new Program("canary");
  private static final int WRONG_CONFIG = 2;
  private static final String KEEP_ALIVE_SECONDS = "5";

  private CanaryMain() {}

  /// Runs the canary that `arguments` names.
  public static void main(String[] arguments) {
    // A client that sends a write again behind our back would make it unclear what was
    // acknowledged.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "false");
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    // Idle connections are closed before a server closes them: a write that meets its server's
    // closing would be unknown for a reason that no disaster has.
    System.setProperty("jdk.httpclient.keepalive.timeout", KEEP_ALIVE_SECONDS);
    PROGRAM.run(
        arguments,
        WRONG_CONFIG,
        file -> CanaryConfig.fromJson(Files.readString(file)),
        CanaryMain::run);
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
    var over = new CountDownLatch(1);
    PROGRAM.atEnd(() -> {
      canary.stop();
      over.await();
    });
    try {
      run(config, clock, canary);
    } catch (UncheckedIOException broken) {
      throw new IOException(broken.getMessage(), broken);
    } finally {
      over.countDown(); // Before this thread ends the program, which waits for it.
    }
    client.shutdownNow();
  }

  private static void run(CanaryConfig config, CanaryClock clock, CanaryLoad canary)
      throws IOException, InterruptedException {
    var resolving = config.resolving();
    if (resolving == null) {
      canary.run();
    } else {
      try (var _ = ClientsBeside.start(config, resolving, clock)) {
        canary.run();
      }
    }
  }
}
