package dev.lifeboat.plan;

import dev.lifeboat.plan.Canary.Objects;
import dev.lifeboat.plan.Canary.Request;
import dev.lifeboat.plan.Canary.Rows;
import dev.lifeboat.plan.KeyType.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds `canary`, and `lab.canary` of before.
final class CanaryBinder {
  private static final Request DEFAULT_WRITE = new Request("PUT", "/canary/{client}/{number}", "");

  /// Writes a second, 1/s to 1000/s.
  private static final PlanKey<Integer> RATE = QuantityText.RATE.key("rate").or(50);

  /// What its figures rest on: writes through the front door, or, where that takes none of a
  /// canary, its own table and objects beside it and the front door's health. Only in the lab; see
  /// docs/evidence.md.
  private static final PlanKey<Canary.Basis> BASIS =
      PlanKey.choice("basis", Canary.Basis.FRONT_DOOR);

  /// PUT or POST, and a path.
  private static final PlanKey<Request> WRITE_HTTP =
      request(
          "(PUT|POST) (/[!-~]{0,1023})",
          "write PUT or POST and a path, such as \"PUT /orders/{client}/{number}\"");

  /// What is sent. Left out: nothing.
  private static final PlanKey<String> BODY =
      KeyType.Text.any("write the text that is sent").key("body");

  /// The numbered write.
  private static final PlanKey<Object> WRITE =
      Keys.of("Canary write", WRITE_HTTP, BODY)
          .key("write")
          .or(Map.of("http", DEFAULT_WRITE.method() + " " + DEFAULT_WRITE.path()));

  /// GET and a path.
  private static final PlanKey<Request> READ_HTTP =
      request(
          "(GET) (/[!-~]{0,1023})",
          "write GET and a path, such as \"GET /orders/{client}/{number}\"");

  /// The read of a write.
  private static final PlanKey<Object> READ = Keys.of("Canary read", READ_HTTP).key("read");

  /// A database of the plan.
  private static final PlanKey<String> DATABASE =
      Names.TYPE.key("database").required("name the database that holds the rows");

  /// SQL with {client}; its first column is the numbers that are there.
  private static final PlanKey<String> QUERY =
      template("query", "write SQL that selects the numbers of {client}");

  /// SQL with {client}; deletes the client's rows, so that a drill leaves nothing.
  private static final PlanKey<String> REMOVE =
      template("remove", "write SQL that deletes the rows of {client}");

  /// Where SQL finds a client's writes. Left out: rows are not counted.
  private static final PlanKey<Object> ROWS =
      Keys.of("Canary rows", DATABASE, QUERY, REMOVE).key("rows");

  /// A bucket of the plan.
  private static final PlanKey<String> BUCKET =
      Names.TYPE.key("bucket").required("name the bucket that holds the objects");

  /// With {client}; the client's objects, and only they, begin with it.
  private static final PlanKey<String> PREFIX =
      template("prefix", "write how the keys of {client} begin");

  /// Where S3 finds a client's writes. Left out: objects are not counted.
  private static final PlanKey<Object> OBJECTS =
      Keys.of("Canary objects", BUCKET, PREFIX).key("objects");

  private static final List<PlanKey<?>> OF_THE_FRONT_DOOR = List.of(WRITE, READ, ROWS, OBJECTS);

  static final Keys KEYS =
      Keys.of("Canary", RATE, Canary.CONFIRM, BASIS, WRITE, READ, ROWS, OBJECTS);

  private CanaryBinder() {}

  static Optional<Canary> bind(Fields fields, DeclaredNames declared) {
    int rate = fields.get(RATE);
    int confirm = fields.get(Canary.CONFIRM);
    var basis = fields.get(BASIS);
    var write = fields.mapping(WRITE).flatMap(CanaryBinder::write).orElse(DEFAULT_WRITE);
    var read =
        fields
            .mapping(READ)
            .flatMap(keys -> keys.read(READ_HTTP))
            .orElse(new Request("GET", write.path(), ""));
    var rows = fields.mapping(ROWS).flatMap(keys -> rows(keys, declared));
    var objects = fields.mapping(OBJECTS).flatMap(keys -> objects(keys, declared));
    if (basis == Canary.Basis.DATABASE) {
      OF_THE_FRONT_DOOR.forEach(key -> fields.value(key).ifPresent(CanaryBinder::refuse));
      fields.value(BASIS).ifPresent(it -> requireOneStore(it, declared));
    }
    return fields.make(() ->
        new Canary(
            rate,
            confirm,
            switch (basis) {
              case FRONT_DOOR -> new Canary.FrontDoor(write, read, rows, objects);
              case DATABASE -> new Canary.OwnStores();
            }));
  }

  private static void refuse(PlanValue ofTheFrontDoor) {
    ofTheFrontDoor.wrongAtKey(
        "is of no use to a canary with a table of its own",
        "leave it out, or write 'basis: front-door'");
  }

  /// A loss in a second store would not be seen, and so be told as none.
  private static void requireOneStore(PlanValue basis, DeclaredNames declared) {
    var all = declared.workloads();
    if (!declared.hasNoResource()
        && all.values().stream().noneMatch(types -> types.containsValue(Database.TYPE))) {
      basis.wrongAtKey("finds no database in this plan", "write 'basis: front-door'");
    }
    all.forEach((workload, types) -> {
      for (var type : List.of(Database.TYPE, Bucket.TYPE)) {
        long count = types.values().stream().filter(type::equals).count();
        if (count > 1) {
          basis.wrongAtKey(
              "would watch one %s, and workload %s has %d"
                  .formatted(type, Quote.of(workload), count),
              "write 'basis: front-door'");
        }
      }
    });
  }

  private static Optional<Request> write(Fields fields) {
    var body = fields.read(BODY).orElse("");
    var request = fields.read(WRITE_HTTP).map(r -> new Request(r.method(), r.path(), body));
    return request.filter(r -> {
      boolean named = r.names(Canary.CLIENT) && r.names(Canary.NUMBER);
      if (!named) {
        fields
            .cursor()
            .wrongAtKey(
                "does not tell one write from another",
                "name {client} and {number} in its path or body");
      }
      return named;
    });
  }

  private static PlanKey<Request> request(String form, String rule) {
    return new KeyType.Text<>(
            "request",
            Pattern.compile(form),
            rule,
            it -> Optional.of(new Request(it.group(1), it.group(2), "")))
        .required("http");
  }

  /// A text that names {client}.
  private static PlanKey<String> template(String name, String rule) {
    return new KeyType.Template(rule).key(name).required(rule);
  }

  private static Optional<Rows> rows(Fields fields, DeclaredNames declared) {
    var database =
        fields.value(DATABASE).flatMap(value -> declared.ids().named(value, Database.TYPE));
    var query = fields.read(QUERY);
    var remove = fields.read(REMOVE);
    return fields.make(
        () -> new Rows(database.orElseThrow(), query.orElseThrow(), remove.orElseThrow()));
  }

  private static Optional<Objects> objects(Fields fields, DeclaredNames declared) {
    var bucket = fields.value(BUCKET).flatMap(value -> declared.ids().named(value, Bucket.TYPE));
    var prefix = fields.read(PREFIX);
    return fields.make(() -> new Objects(bucket.orElseThrow(), prefix.orElseThrow()));
  }
}
