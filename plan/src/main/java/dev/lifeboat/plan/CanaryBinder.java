package dev.lifeboat.plan;

import dev.lifeboat.plan.Canary.Objects;
import dev.lifeboat.plan.Canary.Request;
import dev.lifeboat.plan.Canary.Rows;
import dev.lifeboat.plan.KeyType.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds `lab.canary`.
final class CanaryBinder {
  private static final Request DEFAULT_WRITE = new Request("PUT", "/canary/{client}/{number}", "");
  private static final List<String> OF_THE_FRONT_DOOR = List.of("write", "read", "rows", "objects");
  private static final KeyType.Text<Request> WRITE =
      request(
          "(PUT|POST) (/[!-~]{0,1023})",
          "write PUT or POST and a path, such as \"PUT /orders/{client}/{number}\"");
  private static final KeyType.Text<Request> READ =
      request(
          "(GET) (/[!-~]{0,1023})",
          "write GET and a path, such as \"GET /orders/{client}/{number}\"");

  static final Keys KEYS =
      Keys.of("Canary")
          .or("rate", QuantityText.RATE, 50)
          .or("confirm", Canary.CONFIRM, 10)
          .choice("basis", Canary.Basis.FRONT_DOOR)
          .or(
              "write",
              Keys.of("Canary write")
                  .required("http", WRITE, WRITE.rule())
                  .optional("body", KeyType.Text.any("write the text that is sent")),
              Map.of("http", DEFAULT_WRITE.method() + " " + DEFAULT_WRITE.path()))
          .optional("read", Keys.of("Canary read").required("http", READ, READ.rule()))
          .optional(
              "rows",
              Keys.of("Canary rows")
                  .required("database", Names.TYPE, "name the database that holds the rows")
                  .template("query", "write SQL that selects the numbers of {client}")
                  .template("remove", "write SQL that deletes the rows of {client}"))
          .optional(
              "objects",
              Keys.of("Canary objects")
                  .required("bucket", Names.TYPE, "name the bucket that holds the objects")
                  .template("prefix", "write how the keys of {client} begin"));

  private CanaryBinder() {}

  static Optional<Canary> bind(Fields fields, DeclaredNames declared) {
    int rate = fields.get("rate", Integer.class);
    int confirm = fields.get("confirm", Integer.class);
    var basis = fields.get("basis", Canary.Basis.class);
    var write = fields.mapping("write").flatMap(CanaryBinder::write).orElse(DEFAULT_WRITE);
    var read =
        fields
            .mapping("read")
            .flatMap(keys -> keys.read("http", Request.class))
            .orElse(new Request("GET", write.path(), ""));
    var rows = fields.mapping("rows").flatMap(keys -> rows(keys, declared));
    var objects = fields.mapping("objects").flatMap(keys -> objects(keys, declared));
    if (basis == Canary.Basis.DATABASE) {
      OF_THE_FRONT_DOOR.forEach(key -> fields.value(key).ifPresent(CanaryBinder::refuse));
      fields.value("basis").ifPresent(it -> requireOneStore(it, declared));
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
    if (all.values().stream().noneMatch(types -> types.containsValue(Database.TYPE))) {
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
    var body = fields.read("body", String.class).orElse("");
    var request =
        fields.read("http", Request.class).map(r -> new Request(r.method(), r.path(), body));
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

  private static KeyType.Text<Request> request(String form, String rule) {
    return new KeyType.Text<>(
        "request",
        Pattern.compile(form),
        rule,
        it -> Optional.of(new Request(it.group(1), it.group(2), "")));
  }

  private static Optional<Rows> rows(Fields fields, DeclaredNames declared) {
    var database =
        fields.value("database").flatMap(value -> resource(value, declared, Database.TYPE));
    var query = fields.read("query", String.class);
    var remove = fields.read("remove", String.class);
    return fields.make(
        () -> new Rows(database.orElseThrow(), query.orElseThrow(), remove.orElseThrow()));
  }

  private static Optional<Objects> objects(Fields fields, DeclaredNames declared) {
    var bucket = fields.value("bucket").flatMap(value -> resource(value, declared, Bucket.TYPE));
    var prefix = fields.read("prefix", String.class);
    return fields.make(() -> new Objects(bucket.orElseThrow(), prefix.orElseThrow()));
  }

  private static Optional<String> resource(PlanValue cursor, DeclaredNames declared, String type) {
    return DeclaredNames.resource(cursor, declared.resources(), List.of(type), "of this plan");
  }
}
