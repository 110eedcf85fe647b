package dev.lifeboat.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLoginTest {
  @TempDir private Path home;

  @Test
  void a_password_is_that_of_the_first_line_that_fits() throws Exception {
    Files.writeString(
        home.resolve(".pgpass"),
        """
        # host:port:database:user:password
        db2:*:*:*:other
        db1:5433:*:wal:of that port
        db1:*:replication:wal:it\\:s a \\\\ secret
        *:*:*:*:any
        """);

    var login = new PostgresLogin(Map.of("PGUSER", "wal"), home, "me").at("db1");
    assertThat(login.password()).isEqualTo("it:s a \\ secret");
    assertThat(login.toString()).isEqualTo("wal@db1:5432/replication");
    assertThat(new PostgresLogin(Map.of("PGPORT", "5433"), home, "wal").at("db1").password())
        .isEqualTo("of that port");
    assertThat(new PostgresLogin(Map.of(), home, "me").at("db1:5433").password()).isEqualTo("any");
    assertThat(new PostgresLogin(Map.of("PGPASSWORD", "told"), home, "me").at("db1").password())
        .isEqualTo("told");
    assertThat(
            new PostgresLogin(Map.of("PGPASSFILE", home + "/none"), home, "me")
                .at("db1")
                .password())
        .isEmpty();
  }

  @Test
  void a_server_that_nobody_could_reach_is_told() {
    assertThatThrownBy(() -> new PostgresLogin(Map.of(), home, "me").at("db1:70000"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("--postgres is 'db1:70000'");
  }
}
