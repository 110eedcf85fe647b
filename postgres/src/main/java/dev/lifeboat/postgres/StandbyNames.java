package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// Which standbys a writer waits for before it acknowledges a commit: the one place where the value
/// of `synchronous_standby_names` is made.
///
/// @param names as the standbys call themselves (`application_name`); all of them are waited for;
///   empty for none
public record StandbyNames(List<String> names) {
  private static final String SETTING = "synchronous_standby_names";

  public StandbyNames {
    names = List.copyOf(names);
  }

  public static StandbyNames of(String... replicas) {
    return new StandbyNames(List.of(replicas));
  }

  /// The region's lease keeper, whose gate closes when the lease is lost, and these replicas.
  public static StandbyNames leased(String... replicas) {
    return new StandbyNames(
        Stream.concat(Stream.of(CommitGate.NAME), Stream.of(replicas)).toList());
  }

  /// The value as the server wants it; empty for none.
  public String value() {
    return names.isEmpty()
        ? ""
        : "FIRST %d (%s)"
            .formatted(
                names.size(), String.join(", ", names.stream().map(Sql::identifier).toList()));
  }

  /// Whether the server that `session` is connected to has this value in its files and in force.
  public boolean holds(Session session) throws SQLException {
    return session.setting(SETTING).equals(value());
  }

  /// Makes it so, durably; the server takes it over within moments. Also on a replica, for the time
  /// after its promotion.
  public void apply(Session session) throws SQLException {
    session.execute("ALTER SYSTEM SET %s = %s".formatted(SETTING, Sql.literal(value())));
    session.reload();
  }
}
