package dev.lifeboat.plan;

import dev.lifeboat.plan.Canary.Objects;
import dev.lifeboat.plan.Canary.Request;
import dev.lifeboat.plan.Canary.Rows;
import dev.lifeboat.plan.YamlNode.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds `lab.canary`.
final class CanaryBinder {
  static final List<String> KEYS = List.of("rate", "confirm", "write", "read", "rows", "objects");
  static final List<String> WRITE_KEYS = List.of("http", "body");
  static final List<String> READ_KEYS = List.of("http");
  static final List<String> ROWS_KEYS = List.of("database", "query", "remove");
  static final List<String> OBJECTS_KEYS = List.of("bucket", "prefix");

  static final int DEFAULT_RATE = 50;
  static final int DEFAULT_CONFIRM = 10;
  static final Request DEFAULT_WRITE = new Request("PUT", "/canary/{client}/{number}", "");

  private static final Pattern WRITE = Pattern.compile("(PUT|POST) (/[!-~]{0,1023})");
  private static final Pattern READ = Pattern.compile("(GET) (/[!-~]{0,1023})");
  private static final String WRITE_RULE =
      "write PUT or POST and a path, such as \"PUT /orders/{client}/{number}\"";
  private static final String READ_RULE =
      "write GET and a path, such as \"GET /orders/{client}/{number}\"";

  private CanaryBinder() {}

  static Optional<Canary> bind(Optional<PlanValue> cursor, DeclaredNames declared) {
    if (cursor.isEmpty()) {
      return Optional.of(
          new Canary(
              DEFAULT_RATE,
              DEFAULT_CONFIRM,
              DEFAULT_WRITE,
              readOf(DEFAULT_WRITE),
              Optional.empty(),
              Optional.empty()));
    }
    var fields = cursor.get().fields(KEYS);
    int rate = fields.optional("rate").flatMap(CanaryBinder::rate).orElse(DEFAULT_RATE);
    int confirm = fields.number("confirm", DEFAULT_CONFIRM, 1, Canary.MOST_CONFIRM);
    var write = fields.optional("write").flatMap(CanaryBinder::write).orElse(DEFAULT_WRITE);
    var read =
        fields
            .optional("read")
            .flatMap(value ->
                value
                    .fields(READ_KEYS)
                    .required("http", READ_RULE)
                    .flatMap(http -> request(http, READ, READ_RULE, "")))
            .orElse(readOf(write));
    var rows = fields.optional("rows").flatMap(value -> rows(value, declared));
    var objects = fields.optional("objects").flatMap(value -> objects(value, declared));
    return cursor.get().make(() -> new Canary(rate, confirm, write, read, rows, objects));
  }

  private static Optional<Integer> rate(PlanValue cursor) {
    return cursor
        .scalar(QuantityText.RATE_RULE, Kind.TEXT)
        .flatMap(text -> {
          var rate = QuantityText.ratePerSecond(text);
          return rate.isPresent() && rate.getAsInt() <= Canary.MOST_PER_SECOND
              ? Optional.of(rate.getAsInt())
              : cursor.wrong("is " + Quote.of(text), QuantityText.RATE_RULE);
        });
  }

  private static Optional<Request> write(PlanValue cursor) {
    var fields = cursor.fields(WRITE_KEYS);
    var body = fields.text("body", "", "write the text that is sent");
    var request =
        fields.required("http", WRITE_RULE).flatMap(http -> request(http, WRITE, WRITE_RULE, body));
    return request.filter(r -> {
      boolean named = r.names(Canary.CLIENT) && r.names(Canary.NUMBER);
      if (!named) {
        cursor.wrongAtKey(
            "does not tell one write from another",
            "name {client} and {number} in its path or body");
      }
      return named;
    });
  }

  private static Optional<Request> request(
      PlanValue cursor, Pattern pattern, String rule, String body) {
    return cursor
        .text(rule)
        .flatMap(text -> {
          var parts = pattern.matcher(text);
          return parts.matches()
              ? Optional.of(new Request(parts.group(1), parts.group(2), body))
              : cursor.wrong("is " + Quote.of(text), rule);
        });
  }

  private static Request readOf(Request write) {
    return new Request("GET", write.path(), "");
  }

  private static Optional<Rows> rows(PlanValue cursor, DeclaredNames declared) {
    var fields = cursor.fields(ROWS_KEYS);
    var database =
        fields
            .required("database", "name the database that holds the rows")
            .flatMap(value -> resource(value, declared, Database.TYPE));
    var query = template(fields, "query", "write SQL that selects the numbers of {client}");
    var remove = template(fields, "remove", "write SQL that deletes the rows of {client}");
    return cursor.make(
        () -> new Rows(database.orElseThrow(), query.orElseThrow(), remove.orElseThrow()));
  }

  private static Optional<Objects> objects(PlanValue cursor, DeclaredNames declared) {
    var fields = cursor.fields(OBJECTS_KEYS);
    var bucket =
        fields
            .required("bucket", "name the bucket that holds the objects")
            .flatMap(value -> resource(value, declared, Bucket.TYPE));
    var prefix = template(fields, "prefix", "write how the keys of {client} begin");
    return cursor.make(() -> new Objects(bucket.orElseThrow(), prefix.orElseThrow()));
  }

  private static Optional<String> resource(PlanValue cursor, DeclaredNames declared, String type) {
    return DeclaredNames.resource(cursor, declared.resources(), List.of(type), "of this plan");
  }

  private static Optional<String> template(Fields fields, String key, String rule) {
    return fields
        .required(key, rule)
        .flatMap(value ->
            value
                .text(rule)
                .flatMap(text ->
                    text.contains(Canary.CLIENT)
                        ? Optional.of(text)
                        : value.wrong("does not name {client}", rule)));
  }
}
