package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A login costs its client as many hashes as its password was stored with.
@ExtendWith(Binaries.class)
final class PasswordTest {
  private static final String HASHES =
      "SELECT substring(rolpassword FROM '^SCRAM-SHA-256\\$(\\d+):')::int FROM pg_authid"
          + " WHERE rolname = '%s'";

  @Test
  void passwords_are_hashed_as_often_as_the_server_is_set_to(Site site) throws Exception {
    try (var admin = site.primary("east").session()) {
      assertThat(hashes(admin, "admin")).isOne();
      assertThat(hashes(admin, "wal")).isOne();

      admin.execute("SET scram_iterations = 5000");
      admin.ensureRole("app", Site.PASSWORD, Session.Purpose.APPLICATION);
      assertThat(hashes(admin, "app")).isEqualTo(5000);
    }
  }

  /// The driver of Python among others ends a login that asks for fewer: RFC 7677, section 4.
  @Test
  void a_service_of_any_driver_can_log_in(Site site) throws Exception {
    try (var admin = site.primary("east").session()) {
      assertThat(hashes(admin, "app")).isEqualTo(4096);
    }
  }

  private static int hashes(Session admin, String role) throws Exception {
    return admin.query(HASHES.formatted(role), row -> row.getInt(1)).getFirst();
  }
}
