package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A real server, and a caller with the rights that a managed database gives.
@ExtendWith(Binaries.class)
class LoginGateTest {

  @Test
  void a_login_that_is_closed_writes_no_more_until_it_is_opened(Site site) throws Exception {
    var east = site.primary("east");
    try (var guard = guard(east);
        var client = Session.open(east.client(), Site.DEADLINE)) {
      client.execute("BEGIN");
      client.execute("INSERT INTO lifeboat.probe VALUES ('under way')");

      assertThat(LoginGate.close(guard, "app")).isEqualTo(1);

      assertThatThrownBy(() -> client.execute("COMMIT")).isInstanceOf(SQLException.class);
      assertState("28000", () -> Session.open(east.client(), Site.DEADLINE));
      PostgresAwait.until("its sessions are gone", () -> LoginGate.close(guard, "app") == 0);

      LoginGate.open(guard, "app");
      try (var again = Session.open(east.client(), Site.DEADLINE)) {
        again.execute("INSERT INTO lifeboat.probe VALUES ('again')");
      }
      try (var admin = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
        assertThat(admin.queryTexts("SELECT nonce FROM lifeboat.probe")).containsExactly("again");
      }
    }
  }

  @Test
  void the_sessions_of_others_go_on(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = east.session();
        var guard = guard(east)) {
      assertThat(LoginGate.close(guard, "app")).isZero();

      admin.execute("SELECT 1");
      guard.execute("SELECT 1");
    }
  }

  @Test
  void a_login_that_is_not_there_or_not_ones_own_is_told(Site site) throws Exception {
    var east = site.primary("east");
    try (var guard = guard(east)) {
      assertState("42704", () -> LoginGate.close(guard, "nobody"));
      assertState("42501", () -> LoginGate.close(guard, "admin"));
    }
  }

  /// As docs/aws.md says: no superuser, and no member of one.
  private static Session guard(Site.Node east) throws Exception {
    try (var admin = east.session()) {
      admin.ensureRole("guard", Site.PASSWORD, Session.Purpose.APPLICATION);
      admin.execute("ALTER ROLE guard CREATEROLE");
      admin.execute("GRANT app TO guard WITH ADMIN OPTION");
    }
    var login = east.client();
    return Session.open(login.in("shop").as(Site.login("guard")), Site.DEADLINE);
  }

  private static void assertState(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo(state);
  }
}
