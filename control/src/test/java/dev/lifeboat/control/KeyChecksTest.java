package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.DoctorFinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyChecksTest {
  @TempDir private Path state;

  @Test
  void a_key_that_others_can_read_is_trouble_with_the_line_that_mends_it() throws Exception {
    var key = Files.createDirectories(state.resolve("keys")).resolve("evidence.key");
    Files.writeString(key, "key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    var checkup = new Checkup(List.of(new KeyChecks(List.of(state.resolve("keys"))).check()));

    var open = checkup.run().all().getFirst();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    var closed = checkup.run().all().getFirst();

    assertThat(open.state()).isEqualTo(DoctorFinding.State.TROUBLE);
    assertThat(open.detail()).contains("evidence.key", "rw-r-----");
    assertThat(open.fix()).startsWith("chmod 600 " + key);
    assertThat(closed.state()).isEqualTo(DoctorFinding.State.WELL);
  }
}
