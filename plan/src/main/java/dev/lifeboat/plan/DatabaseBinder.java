package dev.lifeboat.plan;

import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import java.util.List;
import java.util.Optional;

/// Binds a [Database].
final class DatabaseBinder {
  /// The database's make; another than PostgreSQL on AWS alone.
  private static final PlanKey<Engine> ENGINE = PlanKey.choice("engine", Engine.POSTGRESQL);

  /// When a write is acknowledged: at once; once the other region has it; or so only while that is
  /// connected: after 10 s without it writes go on, recorded.
  private static final PlanKey<Replication> REPLICATION =
      new KeyType.Choice<>(List.of(Replication.values())).key("replication");

  /// Whether a trigger on each of its tables refuses commits once the lease is over, beside the
  /// commit gate: it changes your tables, and docs/fencing.md says what it adds.
  private static final PlanKey<Boolean> COMMIT_TRIGGER = PlanKey.truth("commitTrigger");

  static final Keys KEYS =
      Keys.ofResource("Database", Database.TYPE, ENGINE, REPLICATION, COMMIT_TRIGGER);

  private DatabaseBinder() {}

  static Optional<Resource> bind(Unbound database) {
    var fields = database.fields();
    var engine = fields.get(ENGINE);
    var replication = fields.read(REPLICATION).orElse(database.usual().replication());
    boolean commitTrigger = fields.get(COMMIT_TRIGGER);
    var values = database.values();
    if (engine != Engine.POSTGRESQL) {
      refuse(database, engine, commitTrigger);
    }
    return fields.make(
        () -> new Database(database.name(), engine, replication, commitTrigger, values));
  }

  private static void refuse(Unbound database, Engine engine, boolean commitTrigger) {
    var fields = database.fields();
    if (!database.language().isExtended(fields, Database.TYPE)) {
      fields
          .value(ENGINE)
          .ifPresent(it ->
              it.wrong(
                  "is %s, which no %s has".formatted(engine.word(), Region.DEFAULT_PROVIDER),
                  "write 'postgresql', or say in '%s' where it is"
                      .formatted(String.join("' or '", database.language().words(Database.TYPE)))));
    }
    if (commitTrigger) {
      fields
          .value(COMMIT_TRIGGER)
          .ifPresent(it ->
              it.wrongAtKey(
                  "is of no use to " + engine.word(), "leave it out: it has no such trigger"));
    }
  }
}
