package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSourceTest {
  @TempDir private Path folder;

  @Test
  void a_file_is_read_each_time_and_a_variable_is_what_it_was() throws Exception {
    var file = Files.writeString(folder.resolve("password"), "first\n");
    var rotated =
        PasswordSource.of(
            Map.of("PGPASSWORD", "old", "PGPASSWORD_FILE", file.toString()), "PGPASSWORD");
    assertThat(rotated.read()).isEqualTo("first");

    Files.writeString(file, "second\n");

    assertThat(rotated.read()).isEqualTo("second");
    assertThat(PasswordSource.of(Map.of("PGPASSWORD", "old"), "PGPASSWORD").read())
        .isEqualTo("old");
  }

  @Test
  void a_file_that_is_not_there_is_told_at_the_connection() {
    var absent = PasswordSource.of(Map.of("MYSQL_PWD_FILE", "no-such-file"), "MYSQL_PWD");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(absent::read)
        .withMessageContaining("MYSQL_PWD_FILE");
  }

  /// A database that failed over within its region has another address.
  @Test
  void a_guard_asks_for_addresses_anew_after_five_seconds() {
    var refused =
        Invocation.of(
            "guard",
            Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml").toString(),
            "--region",
            "nowhere");

    assertThat(refused.err()).contains("nowhere");
    assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("5");
  }
}
