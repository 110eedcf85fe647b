package dev.lifeboat.lab.lockedbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.admin.HostPort;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects of a locked bucket, of two requests at once.
final class LockedObjectsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir private Path folder;

  /// Else a note stands for bytes that are gone.
  @Test
  void what_was_deleted_since_is_not_noted_again() throws Exception {
    var config =
        new LockedBucketConfig(
            new HostPort("127.0.0.1", 0), "vaults", 0, 60, List.of(), folder.resolve("state"));
    var objects = LockedObjects.open(folder.resolve("objects"), config, () -> NOW);
    var object = objects.put("a", new byte[] {1}, true);
    objects.delete("a");
    assertThatExceptionOfType(RequestRefusedException.class)
        .isThrownBy(() -> objects.retain(object, NOW.plusSeconds(1)));
    assertThatExceptionOfType(RequestRefusedException.class)
        .isThrownBy(() -> objects.hold(object, true));
    assertThat(objects.list("", "", 9)).isEmpty();
  }
}
