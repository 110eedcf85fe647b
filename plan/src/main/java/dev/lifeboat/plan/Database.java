package dev.lifeboat.plan;

import java.util.Optional;

/// A relational database with one writer.
///
/// @param engine its make; other than PostgreSQL where `aws` says where it is
/// @param commitTrigger whether a trigger on each of its tables refuses commits past the lease
/// @param aws where it is on AWS; empty if the plan does not say
public record Database(
    String name,
    Engine engine,
    Replication replication,
    boolean commitTrigger,
    Optional<AwsDatabase> aws)
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
    if (engine != Engine.POSTGRESQL && (aws.isEmpty() || commitTrigger)) {
      throw new IllegalArgumentException(engine.word() + " is on AWS alone, without a trigger");
    }
  }

  /// One without triggers, as is the default.
  public Database(String name, Engine engine, Replication replication) {
    this(name, engine, replication, false, Optional.empty());
  }

  @Override
  public String type() {
    return TYPE;
  }
}
