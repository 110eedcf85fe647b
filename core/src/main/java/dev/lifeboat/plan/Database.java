package dev.lifeboat.plan;

/// A relational database with one writer.
///
/// @param engine `postgresql`
public record Database(String name, String engine, Replication replication) implements Resource {

  public static final String TYPE = "database";

  /// The one engine there is today.
  public static final String POSTGRESQL = "postgresql";

  public Database {
    Names.require(TYPE, name);
    if (!engine.equals(POSTGRESQL)) {
      throw new IllegalArgumentException("engine must be postgresql, was '" + engine + "'");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }
}
