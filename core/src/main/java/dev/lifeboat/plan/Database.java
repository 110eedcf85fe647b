package dev.lifeboat.plan;

import java.util.Optional;

/// A relational database with one writer.
///
/// @param engine `postgresql`
/// @param commitTrigger whether a trigger on each of its tables refuses commits past the lease
/// @param aws where it is on AWS; empty if the plan does not say
public record Database(
    String name,
    String engine,
    Replication replication,
    boolean commitTrigger,
    Optional<AwsDatabase> aws)
    implements Resource {

  public static final String TYPE = "database";

  /// The one engine there is today.
  public static final String POSTGRESQL = "postgresql";

  public Database {
    Names.require(TYPE, name);
    if (!engine.equals(POSTGRESQL)) {
      throw new IllegalArgumentException("engine must be postgresql, was '" + engine + "'");
    }
  }

  /// One without triggers, as is the default.
  public Database(String name, String engine, Replication replication) {
    this(name, engine, replication, false, Optional.empty());
  }

  @Override
  public String type() {
    return TYPE;
  }
}
