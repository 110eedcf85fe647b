package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds a [Database].
final class DatabaseBinder implements ResourceBinder {
  static final List<String> ENGINES = List.of(Database.POSTGRESQL);

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
      String name, Cursor cursor, Fields fields, Map<String, String> siblings) {
    var engine =
        fields.optional("engine").flatMap(e -> e.word(ENGINES)).orElse(Database.POSTGRESQL);
    var replication =
        fields.choice("replication", Replication.ASYNCHRONOUS, List.of(Replication.values()));
    boolean commitTrigger = fields.truth("commitTrigger", false);
    var aws = AwsBinder.database(fields);
    return cursor.make(() -> new Database(name, engine, replication, commitTrigger, aws));
  }
}
