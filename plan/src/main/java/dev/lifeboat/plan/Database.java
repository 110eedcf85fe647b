package dev.lifeboat.plan;

/// A relational database with one writer.
///
/// @param engine its make; other than PostgreSQL where a provider is told where it is
/// @param commitTrigger whether a trigger on each of its tables refuses commits past the lease
/// @param values what the plan says of it to providers alone
public record Database(
    String name,
    Engine engine,
    Replication replication,
    boolean commitTrigger,
    ProviderValues values)
    implements Resource {

  public static final String TYPE = "database";

  /// A database's make.
  public enum Engine implements WordedChoice {
    /// The one that a lab has.
    POSTGRESQL,
    MYSQL,
    MARIADB
  }

  public Database {
    Names.require(TYPE, name);
    if (engine != Engine.POSTGRESQL && (values.all().isEmpty() || commitTrigger)) {
      throw new IllegalArgumentException(
          engine.word() + " is where a provider is told of, without a trigger");
    }
  }
}
