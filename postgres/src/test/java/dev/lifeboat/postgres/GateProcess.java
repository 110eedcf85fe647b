package dev.lifeboat.postgres;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// A [GateProgram] and who renews its lease: its lease runs on until it is frozen.
final class GateProcess implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(50);

  private final Process process;
  private final DataOutputStream renewals;
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean renewing = new AtomicBoolean(true);
  private volatile long lastRenewal = System.nanoTime();

  GateProcess(Site.Node primary) throws Exception {
    var endpoint = primary.source("gate").endpoint();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GateProgram.class.getName(),
                endpoint.host(),
                Integer.toString(endpoint.port()),
                endpoint.database(),
                endpoint.user(),
                endpoint.password())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    renewals = new DataOutputStream(process.getOutputStream());
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Thread.ofVirtual().start(() -> out.lines().forEach(lines::add));
    Thread.ofVirtual().start(this::keep);
    awaitLine("open");
  }

  /// From its freeze on nobody renews its lease.
  void signal(String name) throws Exception {
    if (name.equals("STOP")) {
      renewing.set(false);
    }
    Command.run(
        List.of("sh", "-c", "kill -" + name + " " + process.pid()), Path.of("/"), Site.DEADLINE);
    lines.clear();
  }

  void awaitLeaseOver() {
    PostgresAwait.until(
        "the lease is over",
        () -> System.nanoTime() - lastRenewal > GateProgram.LEASE.toNanos() * 3 / 2);
  }

  void awaitLine(String part) {
    PostgresAwait.until(
        "'" + part + "'", () -> lines.stream().anyMatch(line -> line.contains(part)));
  }

  /// Somebody renews it again.
  void renew() {
    renewing.set(true);
    Thread.ofVirtual().start(this::keep);
  }

  private void keep() {
    try {
      while (renewing.get() && process.isAlive()) {
        lastRenewal = System.nanoTime();
        renewals.writeLong(lastRenewal);
        renewals.flush();
        LockSupport.parkNanos(EVERY.toNanos());
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    renewing.set(false);
    process.destroyForcibly().onExit().join();
  }
}
