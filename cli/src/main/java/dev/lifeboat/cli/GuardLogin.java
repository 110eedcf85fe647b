package dev.lifeboat.cli;

import dev.lifeboat.aws.drill.SqlLogin;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;
import java.util.Optional;

/// The guard's login, where it is given as `psql` is given one.
final class GuardLogin {
  private GuardLogin() {}

  /// Empty unless `environment` has both PGDATABASE and PGUSER.
  ///
  /// @throws ProblemException as [LoginEncryption#in]
  static Optional<SqlLogin> in(Map<String, String> environment) throws ProblemException {
    var database = environment.getOrDefault("PGDATABASE", "");
    var user = environment.getOrDefault("PGUSER", "");
    if (database.isEmpty() || user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SqlLogin(
            database,
            user,
            environment.getOrDefault("PGPASSWORD", ""),
            LoginEncryption.in(environment)));
  }
}
