package dev.lifeboat.provision.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// Tells of this machine whether a process that took a lock on it is gone.
///
/// @param name of the machine; empty where nobody knows it, and then no process counts as gone
/// @param pid of this process
/// @param start when the process of a pid began; empty where there is none
public record LockHost(Optional<String> name, long pid, LongFunction<Optional<Instant>> start) {
  /// What a machine is called that has no name of its own.
  private static final Set<String> NAMELESS = Set.of("", "localhost", "localhost.localdomain");

  /// In a lock; of no machine.
  private static final String UNKNOWN = "unknown";

  /// By this much a process may seem younger than the lock it took, since clocks are set.
  private static final Duration SLACK = Duration.ofSeconds(10);

  public LockHost {
    name = name.map(String::strip).filter(it -> !NAMELESS.contains(it) && !it.equals(UNKNOWN));
  }

  /// What is written into a lock.
  public String word() {
    return name.orElse(UNKNOWN);
  }

  /// Whether whoever holds it is known to be gone: its pid is free, is that of this process, or was
  /// given to a process that began later.
  public boolean isEnded(ProvisionLock held) {
    if (name.filter(held.host()::equals).isEmpty()) {
      return false;
    }
    return held.pid() == pid
        || start.apply(held.pid()).filter(it -> !it.isAfter(held.since().plus(SLACK))).isEmpty();
  }
}
