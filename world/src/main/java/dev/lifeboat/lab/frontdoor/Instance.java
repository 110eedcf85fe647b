package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One instance of the service: whether it is believed healthy, and the connections kept to it.
/// Thread-safe.
final class Instance {

  /// Shorter than the keep-alive of common servers, so that a reused connection is rarely one that
  /// the instance is just closing.
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(2);

  private static final int IDLE_CONNECTIONS = 256;

  private final HostPort address;
  private final Consumer<String> log;
  private final ConcurrentLinkedDeque<Upstream> idle = new ConcurrentLinkedDeque<>();
  private final TrafficCount checks = new TrafficCount(InstantSource.system());
  private final AtomicBoolean healthy = new AtomicBoolean(true); // Innocent until checked.

  Instance(HostPort address, Consumer<String> log) {
    this.address = address;
    this.log = log;
  }

  HostPort address() {
    return address;
  }

  boolean healthy() {
    return healthy.get();
  }

  /// What the checks of it met, and who was refused: a check is one request.
  TrafficView.Region checks() {
    return checks.view(0);
  }

  void markHealthy() {
    checks.requested();
    checks.answered();
    if (healthy.compareAndSet(false, true)) {
      log.accept("instance " + address + " is healthy");
    }
  }

  /// No request goes there until a health check succeeds.
  void markDown(String why) {
    checks.requested();
    checks.failed();
    if (healthy.compareAndSet(true, false)) {
      log.accept("instance " + address + " is down: " + why);
    }
    closeIdle();
  }

  /// A living connection from earlier, the last used first.
  @Nullable Upstream takeIdle() {
    for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (!kept.hasEnded()) {
        return kept;
      }
      kept.close();
    }
    return null;
  }

  void keep(Upstream connection) {
    connection.idleSince(System.nanoTime());
    if (idle.size() < IDLE_CONNECTIONS) {
      idle.addFirst(connection);
    } else {
      connection.close();
    }
  }

  /// Closes connections that were not used for long.
  void sweep(long nowNanos) {
    for (var oldest = idle.pollLast(); oldest != null; oldest = idle.pollLast()) {
      if (nowNanos - oldest.idleSinceNanos() < LONGEST_IDLE.toNanos()) {
        idle.addLast(oldest);
        return;
      }
      oldest.close();
    }
  }

  void closeIdle() {
    for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.close();
    }
  }
}
