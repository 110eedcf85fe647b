package dev.lifeboat.awstestbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Emulated accounts: a moto server as a process of its own, which ends with this one. Which
/// account a call is for it takes from the header [#ACCOUNT], and needs no set-up for it.
final class MotoServer implements AutoCloseable {
  static final String ACCOUNT = "x-moto-account-id";

  private static final String PORT = "port ";
  private static final long FIRST = 100_000_000_000L;
  private static final long APART = 100_000_000L;

  /// Python takes a second to load it all, and much longer beside a build.
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final URI endpoint;
  private final AtomicLong next;

  private MotoServer(Process process, URI endpoint, long first) {
    this.process = process;
    this.endpoint = endpoint;
    this.next = new AtomicLong(first);
  }

  /// Starts it from the folder of this module.
  ///
  /// @param number no two that run at the same time have the same
  static MotoServer start(Path module, int number) throws IOException {
    var python = module.resolve(".venv/bin/python");
    if (!Files.isExecutable(python)) {
      throw new IllegalStateException("no " + python + ": run aws-testbed/prepare first");
    }
    var log = module.resolve("target/account-%d.log".formatted(number));
    Files.createDirectories(log.getParent());
    var process =
        new ProcessBuilder(python.toString(), "src/test/python/account.py")
            .directory(module.toFile())
            .redirectError(log.toFile())
            .start();
    var first = firstLine(process);
    if (!first.startsWith(PORT)) {
      process.destroyForcibly();
      throw new IllegalStateException("the account did not start within " + START + ", see " + log);
    }
    return new MotoServer(
        process,
        URI.create("http://127.0.0.1:" + first.substring(PORT.length())),
        FIRST + number * APART);
  }

  /// Empty when it ended, or said nothing for too long.
  private static String firstLine(Process process) {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return CompletableFuture.supplyAsync(
            () -> lines.lines().findFirst().orElse(""), task -> Thread.ofVirtual().start(task))
        .completeOnTimeout("", START.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  URI endpoint() {
    return endpoint;
  }

  /// The number of an account in which there is nothing yet.
  String newAccount() {
    return Long.toString(next.getAndIncrement());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
