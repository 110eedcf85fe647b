package dev.lifeboat.plan;

/// A relational database with one writer.
///
/// @param engine `postgresql`
/// @param commitTrigger whether a trigger on each of its tables refuses commits past the lease
public record Database(String name, String engine, Replication replication, boolean commitTrigger)
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
    this(name, engine, replication, false);
  }

  @Override
  public String type() {
    return TYPE;
  }
}
