package dev.lifeboat.plan;

import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.plan.KeyType.Keys;
import java.util.Map;
import java.util.Optional;

/// Binds a [Database].
final class DatabaseBinder {
  static final Keys KEYS =
      Keys.ofResource("Database", Database.TYPE)
          .choice("engine", Engine.POSTGRESQL)
          .choice("replication", Replication.ASYNCHRONOUS)
          .truth("commitTrigger")
          .optional(AwsBinder.KEY, AwsBinder.DATABASE);

  private DatabaseBinder() {}

  static Optional<Resource> bind(String name, Fields fields, Map<String, String> siblings) {
    var engine = fields.get("engine", Engine.class);
    var replication = fields.get("replication", Replication.class);
    boolean commitTrigger = fields.get("commitTrigger", Boolean.class);
    var aws = AwsBinder.database(fields);
    if (engine != Engine.POSTGRESQL) {
      refuse(fields, engine, commitTrigger, aws.isPresent());
    }
    return fields.make(() -> new Database(name, engine, replication, commitTrigger, aws));
  }

  private static void refuse(Fields fields, Engine engine, boolean commitTrigger, boolean onAws) {
    if (!onAws) {
      fields
          .value("engine")
          .ifPresent(it ->
              it.wrong(
                  "is %s, which no lab has".formatted(engine.word()),
                  "write 'postgresql', or say in 'aws' where it is"));
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
