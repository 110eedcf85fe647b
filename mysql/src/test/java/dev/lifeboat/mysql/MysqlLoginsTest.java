package dev.lifeboat.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What needs no server; at real ones it is tested in the test bed.
class MysqlLoginsTest {
  private static final MysqlLogin GUARD =
      new MysqlLogin("db.example.com", 3306, "guard", "open-sesame", Optional.empty());

  @Test
  void nobody_guards_itself_or_nobody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MysqlLogins(GUARD, List.of("shop", "guard")))
        .withMessageContaining("its own sessions");
    assertThatIllegalArgumentException().isThrownBy(() -> new MysqlLogins(GUARD, List.of()));
  }

  @Test
  void a_password_is_never_shown() {
    assertThat(new MysqlLogins(GUARD, List.of("shop")).login())
        .isEqualTo("guard@db.example.com:3306");
    assertThat(GUARD.toString()).doesNotContain("open-sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "MySQL, 8, 0, SHOW MASTER STATUS",
    "MySQL, 8, 4, SHOW BINARY LOG STATUS",
    "MySQL, 9, 0, SHOW BINARY LOG STATUS",
    "MariaDB, 11, 4, SHOW MASTER STATUS",
  })
  void each_version_is_asked_in_its_own_words(String product, int major, int minor, String log) {
    assertThat(Dialect.of(product, major, minor).log()).isEqualTo(log);
  }

  @Test
  void a_name_is_quoted() {
    assertThat(MysqlLiterals.list(List.of("shop", "o'neil"))).isEqualTo("('shop', 'o''neil')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\", "a\nb"})
  void what_no_mode_of_the_server_quotes_alike_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> MysqlLiterals.literal(name));
  }
}
