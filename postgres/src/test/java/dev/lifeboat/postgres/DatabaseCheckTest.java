package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whole databases are read, whatever they have of their own.
@ExtendWith(Binaries.class)
class DatabaseCheckTest {
  private static final String OWN = "SELECT extversion FROM pg_extension WHERE extname = 'amcheck'";

  /// Seen red by an old version of them.
  @Test
  void an_amcheck_of_its_own_is_used_wherever_it_is_and_however_old(Site site) throws Exception {
    try (var session = site.primary("east").session()) {
      session.execute("CREATE TABLE orders (number bigint PRIMARY KEY)");
      session.execute("INSERT INTO orders SELECT generate_series(1, 500)");
      var without = DatabaseCheck.of(session);
      assertThat(without.trees().orElseThrow()).isPositive();
      assertThat(session.queryTexts(OWN)).as("nothing of it stays").isEmpty();

      session.execute("CREATE SCHEMA \"Odd one\"");
      session.execute("CREATE EXTENSION amcheck SCHEMA \"Odd one\" VERSION '1.2'");
      assertThat(DatabaseCheck.of(session)).isEqualTo(without);
      assertThat(session.queryTexts(OWN)).containsExactly("1.2");
    }
  }

  @Test
  void a_query_is_asked_for_its_first_row_and_changes_nothing(Site site) throws Exception {
    try (var session = site.primary("east").session()) {
      assertThat(session.hasRow("SELECT 1 / (3 - i) FROM generate_series(1, 5) i")).isTrue();
      assertThat(session.hasRow("SELECT 1 WHERE false;")).isFalse();
      session.execute("CREATE TABLE orders (number bigint)");
      assertThat(session.hasRow("INSERT INTO orders VALUES (1) RETURNING 1")).isTrue();
      assertThat(session.hasRow("SELECT * FROM orders")).isFalse();
    }
  }

  @Test
  void a_login_that_is_not_taken_is_told_from_a_server_that_starts(Site site) throws Exception {
    var east = site.primary("east");
    var admin = east.admin();
    var elsewhere = new Endpoint(admin.host(), admin.port(), "none", admin.login());
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Session.open(elsewhere, Site.DEADLINE).close())
        .matches(SqlFailure::isOfTheLogin);
    east.stop();
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Session.open(admin, Site.DEADLINE).close())
        .matches(it -> !SqlFailure.isOfTheLogin(it));
  }
}
