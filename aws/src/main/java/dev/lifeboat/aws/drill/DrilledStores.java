package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.aws.s3.StoredObjects;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The stores of a workload as a drill looks into them, by their names.
///
/// @param logins of those databases that somebody may look into
public record DrilledStores(
    Map<String, Reachable> databases,
    Map<String, StoredObjects> buckets,
    Map<String, RowLogin> logins) {

  public DrilledStores {
    databases = Map.copyOf(databases);
    buckets = Map.copyOf(buckets);
    logins = Map.copyOf(logins);
  }

  public Reachable database(String name) {
    return Objects.requireNonNull(databases.get(name), name);
  }

  public StoredObjects bucket(String name) {
    return Objects.requireNonNull(buckets.get(name), name);
  }

  /// By whom the canary's rows in it are counted.
  Optional<RowLogin> rowLogin(String database) {
    return Optional.ofNullable(logins.get(database));
  }

  /// By whom all that is in it is read.
  public Optional<SqlLogin> login(String database) {
    return rowLogin(database).filter(SqlLogin.class::isInstance).map(SqlLogin.class::cast);
  }

  /// Why there is no such login.
  public String whyUnread(String database) {
    return rowLogin(database).isPresent()
        ? "nobody reads more of it than the canary's rows, since it is not PostgreSQL"
        : "nobody is logged in to read it";
  }
}
