package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.provider.ProviderFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyChecksTest {
  @TempDir private Path state;

  @Test
  void a_key_that_others_can_read_is_trouble_with_the_line_that_mends_it() throws Exception {
    var key = Files.createDirectories(state.resolve("keys")).resolve("evidence.key");
    Files.writeString(key, "key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    var open = look();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    var closed = look();

    assertThat(open.state()).isEqualTo(DoctorFinding.State.TROUBLE);
    assertThat(open.detail()).contains("evidence.key", "rw-r-----");
    assertThat(open.fix()).startsWith("chmod 600 " + key);
    assertThat(closed.state()).isEqualTo(DoctorFinding.State.WELL);
  }

  @Test
  void what_a_provider_calls_private_is_looked_at_in_its_own_folder_alone() throws Exception {
    for (var folder : List.of("regions/shop/east", "elsewhere")) {
      var login = Files.createDirectories(state.resolve(folder)).resolve("login.json");
      Files.writeString(login, "password");
      Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-r--r--"));
    }

    assertThat(look().detail()).startsWith(state + "/regions/shop/east/login.json is open");
  }

  private DoctorFinding look() throws Exception {
    var kept = new ProviderFiles("regions", Set.of("login.json"), _ -> false, _ -> List.of());
    var checkup = new Checkup(List.of(new KeyChecks(state, List.of(kept)).check()));
    var all = checkup.run().all();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
