package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a check says that it read.
class VaultCheckTest {
  @TempDir private Path folder;

  private Invocation check(String... more) {
    var words =
        Stream.of("vault", "check", folder.resolve("vault"), "--key-file", folder.resolve("key"));
    return Invocation.of(Stream.concat(words, Stream.of(more)).toArray());
  }

  @Test
  void of_a_vault_without_packs_nothing_was_left_unread() throws Exception {
    GivenVault.empty(folder.resolve("state"));

    assertThat(check("--read-data").out()).contains("0 packs", ", every byte was read");
    assertThat(check("--read-data", "10%").out()).contains(", every byte of 0 packs was read");
    assertThat(check().out()).contains("what packs hold was not read");
  }

  @Test
  void a_repair_reads_no_share() throws Exception {
    GivenVault.full(folder.resolve("state"));

    var told = check("--repair", "--read-data", "10%");
    assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", "--repair", "--read-data");
    assertThat(check("--repair", "--read-data").exitCode()).isZero();
    assertThat(check("--repair", "--read-data", "100%").exitCode()).isZero();
  }
}
