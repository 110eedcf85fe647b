package dev.lifeboat.plan;

import dev.lifeboat.plan.Database.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds a [Database].
final class DatabaseBinder implements ResourceBinder {
  @Override
  public String type() {
    return Database.TYPE;
  }

  @Override
  public List<String> keys() {
    return List.of("engine", "replication", "commitTrigger", AwsBinder.KEY);
  }

  @Override
  public Optional<Resource> bind(
      String name, PlanValue cursor, Fields fields, Map<String, String> siblings) {
    var engine = fields.choice("engine", Engine.POSTGRESQL, List.of(Engine.values()));
    var replication =
        fields.choice("replication", Replication.ASYNCHRONOUS, List.of(Replication.values()));
    boolean commitTrigger = fields.truth("commitTrigger", false);
    var aws = AwsBinder.database(fields);
    if (engine != Engine.POSTGRESQL) {
      refuse(fields, engine, commitTrigger, aws.isPresent());
    }
    return cursor.make(() -> new Database(name, engine, replication, commitTrigger, aws));
  }

  private static void refuse(Fields fields, Engine engine, boolean commitTrigger, boolean onAws) {
    if (!onAws) {
      fields
          .optional("engine")
          .ifPresent(it ->
              it.wrong(
                  "is %s, which no lab has".formatted(engine.word()),
                  "write 'postgresql', or say in 'aws' where it is"));
    }
    if (commitTrigger) {
      fields
          .optional("commitTrigger")
          .ifPresent(it ->
              it.wrongAtKey(
                  "is of no use to " + engine.word(), "leave it out: it has no such trigger"));
    }
  }
}
