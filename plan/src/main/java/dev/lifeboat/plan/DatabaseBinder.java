package dev.lifeboat.plan;

import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import java.util.Optional;

/// Binds a [Database].
final class DatabaseBinder {
  static final Keys KEYS =
      Keys.ofResource("Database", Database.TYPE)
          .choice("engine", Engine.POSTGRESQL)
          .choice("replication", Replication.ASYNCHRONOUS)
          .truth("commitTrigger");

  private DatabaseBinder() {}

  static Optional<Resource> bind(Unbound database) {
    var fields = database.fields();
    var engine = fields.get("engine", Engine.class);
    var replication = fields.get("replication", Replication.class);
    boolean commitTrigger = fields.get("commitTrigger", Boolean.class);
    var values = database.values();
    if (engine != Engine.POSTGRESQL) {
      refuse(database, engine, commitTrigger);
    }
    return fields.make(
        () -> new Database(database.name(), engine, replication, commitTrigger, values));
  }

  private static void refuse(Unbound database, Engine engine, boolean commitTrigger) {
    var fields = database.fields();
    var language = database.language();
    if (!language.isExtended(fields, Database.TYPE)) {
      fields
          .value("engine")
          .ifPresent(it ->
              it.wrong(
                  "is %s, which no lab has".formatted(engine.word()),
                  "write 'postgresql', or say in '%s' where it is"
                      .formatted(String.join("' or '", language.words(Database.TYPE)))));
    }
    if (commitTrigger) {
      fields
          .value("commitTrigger")
          .ifPresent(it ->
              it.wrongAtKey(
                  "is of no use to " + engine.word(), "leave it out: it has no such trigger"));
    }
  }
}
