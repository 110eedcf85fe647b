package dev.lifeboat.cli;

import dev.lifeboat.aws.drill.SqlLogin;
import java.util.Map;
import java.util.Optional;

/// The guard's login, where it is given as `psql` is given one.
final class GuardLogin {
  private GuardLogin() {}

  /// Empty unless `environment` has both PGDATABASE and PGUSER.
  static Optional<SqlLogin> in(Map<String, String> environment) {
    var database = environment.getOrDefault("PGDATABASE", "");
    var user = environment.getOrDefault("PGUSER", "");
    return database.isEmpty() || user.isEmpty()
        ? Optional.empty()
        : Optional.of(new SqlLogin(database, user, environment.getOrDefault("PGPASSWORD", "")));
  }
}
