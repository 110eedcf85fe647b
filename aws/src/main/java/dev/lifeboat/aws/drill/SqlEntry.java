package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Tries to log in to a server of PostgreSQL. One that does not know the login has not been tried.
///
/// @param logins by the names of their databases, all of PostgreSQL
public record SqlEntry(Map<String, SqlLogin> logins) implements LoginProbe {
  /// The seconds that a login may take: a security group that lets nobody in is silent.
  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(3);

  /// The class of SQLSTATE of what is wrong with a login itself.
  private static final String AUTHORIZATION = "28";

  public SqlEntry {
    logins = Map.copyOf(logins);
  }

  @Override
  public Optional<Tried> attempt(String database, Reachable.Instance instance) {
    return Optional.ofNullable(logins.get(database)).flatMap(login -> attempt(login, instance));
  }

  private static Optional<Tried> attempt(SqlLogin login, Reachable.Instance instance) {
    try (var _ = Session.open(login.at(instance), LONGEST_LOGIN)) {
      return Optional.of(new Tried(true, ""));
    } catch (SQLException refused) {
      return String.valueOf(refused.getSQLState()).startsWith(AUTHORIZATION)
          ? Optional.empty()
          : Optional.of(new Tried(false, SqlFailure.told(refused)));
    }
  }
}
