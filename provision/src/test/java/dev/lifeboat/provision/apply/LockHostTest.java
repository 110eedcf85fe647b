package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a lock counts as left by a process that is gone.
final class LockHostTest {
  private static final Instant SINCE = ProvisionedMemory.NOW;

  /// Process 7 took the lock, 8 was given its pid by a later boot, and 42 is this one.
  private static LockHost host(String name) {
    var starts = Map.of(7L, SINCE.minusSeconds(1), 8L, SINCE.plusSeconds(60), 42L, SINCE);
    return new LockHost(Optional.of(name), 42, pid -> Optional.ofNullable(starts.get(pid)));
  }

  private static ProvisionLock lock(String host, long pid) {
    return new ProvisionLock("grace", host, pid, SINCE);
  }

  @Test
  void only_a_process_of_this_machine_that_is_not_there_has_ended() {
    assertThat(host("one").isEnded(lock("one", 7))).isFalse();
    assertThat(host("one").isEnded(lock("one", 9))).isTrue();
    assertThat(host("one").isEnded(lock("two", 9))).isFalse();
  }

  @Test
  void a_pid_that_was_given_anew_is_another_process() {
    assertThat(host("one").isEnded(lock("one", 8))).isTrue();
    assertThat(host("one").isEnded(lock("one", 42))).as("own pid, of a restarted one").isTrue();
  }

  @Test
  void on_a_machine_without_a_name_nothing_has_ended() {
    for (var name : new String[] {"localhost", " ", "unknown", "localhost.localdomain"}) {
      assertThat(host(name).word()).isEqualTo("unknown");
      assertThat(host(name).isEnded(lock(host(name).word(), 9))).as(name).isFalse();
      assertThat(host(name).isEnded(lock(name, 9))).as(name).isFalse();
    }
  }
}
