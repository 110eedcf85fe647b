package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.Encryption.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real server that lets most logins in by TLS alone, as RDS does, by a certificate for
/// `localhost`. Each login is tried by the driver and by the replication protocol.
@ExtendWith(Binaries.class)
class EncryptionTest {
  private static final String ENCRYPTED =
      "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

  private static final String LOGINS =
      """
      host      all admin 127.0.0.0/8 scram-sha-256
      hostnossl all plain 127.0.0.0/8 scram-sha-256
      hostssl   all app,wal 127.0.0.0/8 scram-sha-256
      """;

  @TempDir private static Path folder;
  private static Site.Node east;
  private static Certificates certificates;

  @BeforeAll
  static void begin(Site site) throws Exception {
    certificates = new Certificates(folder);
    east = site.primary("east");
    try (var admin = east.session()) {
      admin.ensureRole("plain", Site.PASSWORD, Session.Purpose.REPLICATION);
    }
    certificates.give(east.data());
    Files.writeString(east.data().resolve("pg_hba.conf"), LOGINS);
  }

  @BeforeEach
  void encrypt() throws Exception {
    encrypts("on");
  }

  private static void encrypts(String value) throws Exception {
    try (var admin = east.session()) {
      admin.execute("ALTER SYSTEM SET ssl = " + value);
      admin.reload();
    }
    PostgresAwait.until(
        "it encrypts: " + value,
        () -> {
          try (var admin = east.session()) {
            return admin.setting("ssl").equals(value);
          }
        });
  }

  @Test
  void a_login_in_the_clear_is_refused() {
    assertThatThrownBy(() -> session("wal", Mode.DISABLE)).hasMessageContaining("no encryption");
    assertThatThrownBy(() -> replication("wal", Mode.DISABLE))
        .hasMessageContaining("no encryption");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"ALLOW", "PREFER", "REQUIRE"})
  void a_login_that_may_be_encrypted_is(Mode mode) throws Exception {
    assertThat(session("wal", mode)).isEqualTo("true");
    assertThat(replication("wal", mode)).isEqualTo("true");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"DISABLE", "ALLOW", "PREFER"})
  void one_that_must_not_be_is_not(Mode mode) throws Exception {
    assertThat(session("plain", mode)).isEqualTo("false");
    assertThat(replication("plain", mode)).isEqualTo("false");
  }

  @Test
  void one_that_insists_does_not_go_on_in_the_clear() {
    assertThatThrownBy(() -> session("plain", Mode.REQUIRE)).hasMessageContaining("SSL encryption");
    assertThatThrownBy(() -> replication("plain", Mode.REQUIRE))
        .hasMessageContaining("SSL encryption");
  }

  @Test
  void a_server_that_cannot_encrypt_is_used_or_left() throws Exception {
    encrypts("off");

    assertThat(session("admin", Mode.PREFER)).isEqualTo("false");
    assertThat(replication("admin", Mode.PREFER)).isEqualTo("false");
    assertThatThrownBy(() -> session("admin", Mode.REQUIRE))
        .hasMessageContaining("does not support SSL");
    assertThatThrownBy(() -> replication("admin", Mode.REQUIRE))
        .hasMessageContaining("does not encrypt");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"VERIFY_CA", "VERIFY_FULL"})
  void a_certificate_that_comes_from_the_root_is_trusted_and_no_other(Mode mode) throws Exception {
    var right = login("localhost", "wal", mode, certificates.root());
    assertThat(session(right)).isEqualTo("true");
    assertThat(replication(right)).isEqualTo("true");

    var wrong = login("localhost", "wal", mode, certificates.otherRoot());
    assertThatThrownBy(() -> session(wrong)).hasMessageContaining("path");
    assertThatThrownBy(() -> replication(wrong)).hasMessageContaining("path");
  }

  @Test
  void a_certificate_for_another_host_is_enough_only_where_nobody_asks() throws Exception {
    var lenient = login("127.0.0.1", "wal", Mode.VERIFY_CA, certificates.root());
    assertThat(session(lenient)).isEqualTo("true");
    assertThat(replication(lenient)).isEqualTo("true");

    var strict = login("127.0.0.1", "wal", Mode.VERIFY_FULL, certificates.root());
    assertThatThrownBy(() -> replication(strict)).hasMessageContaining("127.0.0.1 found");
    assertThatThrownBy(() -> session(strict)).hasMessageContaining("127.0.0.1 found");
  }

  @Test
  void roots_that_cannot_be_read_are_told_before_any_login() throws Exception {
    var missing = encryption(Mode.VERIFY_FULL, folder.resolve("nobody.pem"));
    assertThatThrownBy(missing::requireReadable)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody.pem");
    var empty = encryption(Mode.VERIFY_CA, Files.createFile(folder.resolve("empty.pem")));
    assertThatThrownBy(empty::requireReadable)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty.pem");

    encryption(Mode.VERIFY_FULL, certificates.root()).requireReadable();
    encryption(Mode.REQUIRE, folder.resolve("nobody.pem")).requireReadable();
    Encryption.none().requireReadable();
  }

  @Test
  void the_same_login_to_another_database_is_encrypted_too() throws Exception {
    var login = login("localhost", "wal", Mode.REQUIRE, certificates.root());

    assertThat(login.in("postgres").encryption()).isEqualTo(login.encryption());
    assertThat(session(login.in("postgres"))).isEqualTo("true");
  }

  /// Goal: a frozen server costs no more than the deadline, also once all is encrypted.
  @Test
  void a_session_with_a_server_that_falls_silent_ends_at_its_deadline() throws Exception {
    var patience = Duration.ofSeconds(1);
    try (var session =
        Session.open(login("localhost", "wal", Mode.REQUIRE, certificates.root()), patience)) {
      east.signalAll("STOP");
      try {
        assertThatThrownBy(() -> session.execute("SELECT 1"))
            .isInstanceOf(SQLException.class)
            .satisfies(failure -> assertThat(SqlFailure.timedOut(failure)).isTrue());
      } finally {
        east.signalAll("CONT");
      }
    }
  }

  /// Goal: a look that finds nothing is no end of an encrypted connection.
  @Test
  void an_encrypted_replication_connection_can_be_polled_in_vain() throws Exception {
    var login = login("localhost", "wal", Mode.REQUIRE, certificates.root());
    try (var connection = ReplicationConnection.openLogical(login, "test", Site.DEADLINE)) {
      assertThat(connection.poll(Duration.ofMillis(20), Site.DEADLINE)).isEmpty();
      assertThat(connection.poll(Duration.ofMillis(20), Site.DEADLINE)).isEmpty();

      connection.send(ENCRYPTED);
      assertThat(connection.poll(Site.DEADLINE, Site.DEADLINE).orElseThrow().type()).isEqualTo('T');
    }
  }

  private static String session(String user, Mode mode) throws Exception {
    return session(login("localhost", user, mode, certificates.root()));
  }

  private static String session(Endpoint login) throws SQLException {
    try (var session = Session.open(login, Site.DEADLINE)) {
      return session.queryTexts(ENCRYPTED).getFirst();
    }
  }

  private static String replication(String user, Mode mode) throws Exception {
    return replication(login("localhost", user, mode, certificates.root()));
  }

  private static String replication(Endpoint login) throws IOException {
    try (var connection = ReplicationConnection.openLogical(login, "test", Site.DEADLINE)) {
      return connection.query(ENCRYPTED).getFirst().text(0);
    }
  }

  private static Endpoint login(String host, String user, Mode mode, Path roots) {
    var port = east.admin().port();
    return new Endpoint(host, port, "shop", Site.login(user), encryption(mode, roots));
  }

  private static Encryption encryption(Mode mode, Path roots) {
    return new Encryption(mode, Optional.of(roots));
  }
}
