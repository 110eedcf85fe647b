package dev.lifeboat.agent;

import dev.lifeboat.guard.PostgresLogins;
import dev.lifeboat.postgres.Certificates;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Encryption;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.wire.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A real PostgreSQL that knows nothing of leases and lets guards in by TLS alone, as RDS does,
/// with a table `orders`.
final class GuardedServer {
  private final TestRegions regions;

  /// @param keys a folder for its certificates
  GuardedServer(Installation postgres, Path keys) throws Exception {
    regions = new TestRegions(postgres);
    regions.edge().begin();
    regions.east().begin();
    regions.east().initialise();
    Await.until("orders is writable", () -> regions.east().writable());
    try (var admin = regions.east().superuser();
        var owner = regions.east().services()) {
      owner.execute("CREATE TABLE orders (id int)");
      createGuard(admin, regions.east().endpoint().user());
      demandEncryption(admin, keys);
    }
  }

  /// The login of a guard, with the rights that docs/aws.md names.
  ///
  /// @param guarded login of the services
  static void createGuard(Session admin, String guarded) throws SQLException {
    admin.execute("CREATE ROLE guard LOGIN CREATEROLE PASSWORD 'guard'");
    admin.execute("GRANT %s TO guard WITH ADMIN OPTION".formatted(guarded));
    admin.execute("GRANT CREATE ON DATABASE orders TO guard");
    admin.execute("ALTER SCHEMA lifeboat OWNER TO guard");
  }

  private void demandEncryption(Session admin, Path keys) throws Exception {
    var data = regions.east().data;
    new Certificates(keys).give(data);
    var logins = data.resolve("pg_hba.conf");
    Files.writeString(
        logins,
        """
        hostssl   all guard all scram-sha-256
        hostnossl all guard all reject
        """
            + Files.readString(logins));
    admin.execute("ALTER SYSTEM SET ssl = on");
    admin.reload();
    Await.until("a guard in the clear is refused", () -> !letsIn(guard(Encryption.none())));
  }

  TestRegions regions() {
    return regions;
  }

  Endpoint guard(Encryption encryption) {
    return regions.east().endpoint().as(new Credential("guard", "guard")).with(encryption);
  }

  PostgresLogins logins() {
    return new PostgresLogins(
        guard(new Encryption(Encryption.Mode.REQUIRE, Optional.empty())),
        List.of(regions.east().endpoint().user()));
  }

  static boolean letsIn(Endpoint login) {
    try (var client = Session.open(login, Duration.ofSeconds(30))) {
      client.execute("SELECT 1");
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  /// From then on it is one that no guard ever saw.
  void forgetGuards() throws Exception {
    try (var admin = regions.east().superuser()) {
      admin.execute("DROP TABLE IF EXISTS of_others");
      admin.execute("DROP FUNCTION IF EXISTS lifeboat.require_lease() CASCADE");
      admin.execute("DROP SEQUENCE IF EXISTS lifeboat.lease_until");
      admin.execute("ALTER ROLE %s LOGIN".formatted(regions.east().endpoint().user()));
    }
  }

  void close() throws Exception {
    regions.close();
  }
}
