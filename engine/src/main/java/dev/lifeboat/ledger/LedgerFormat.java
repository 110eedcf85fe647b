package dev.lifeboat.ledger;

import dev.lifeboat.ledger.StoreReadback.Kind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A ledger as JSON lines (docs/ledger.md). What it reads it has written: any other spelling is
/// refused.
public final class LedgerFormat {
  public static final String SCHEMA = "lifeboat.ledger/v1";

  private static final JsonMapper JSON = JsonMapper.shared();

  private LedgerFormat() {}

  /// Every line, each ended by a line feed.
  public static byte[] bytes(Ledger ledger) {
    var out = new ByteArrayOutputStream();
    line(out, header(ledger));
    ledger.entries().forEach(entry -> line(out, entry(entry)));
    return out.toByteArray();
  }

  private static void line(ByteArrayOutputStream out, JsonNode node) {
    out.writeBytes(JSON.writeValueAsBytes(node));
    out.write('\n');
  }

  /// One entry as it stands in its line.
  public static ObjectNode entry(LedgerEntry entry) {
    var node = JsonNodeFactory.instance.objectNode();
    switch (entry) {
      case LedgerEntry.Row row -> {
        node.put("database", row.database()).put("table", row.table()).put("change", row.change());
        names(node, "key", row.key());
        names(node, "generated", row.generated());
        names(node, "business", row.business());
        values(node, "old", row.old());
        values(node, "new", row.now());
        names(node, "untold", row.untold());
        node.put("committedAt", row.committedAt())
            .put("transaction", row.transaction())
            .put("lsn", row.lsn());
      }
      case LedgerEntry.Version(var bucket, var object, var version, var marker) ->
          node.put("bucket", bucket)
              .put("object", object)
              .put("version", version)
              .put("marker", marker);
    }
    return node;
  }

  private static void names(ObjectNode node, String field, List<String> names) {
    var array = node.putArray(field);
    names.forEach(array::add);
  }

  private static void values(
      ObjectNode node, String field, Optional<Map<String, Optional<String>>> values) {
    if (values.isEmpty()) {
      node.putNull(field);
      return;
    }
    var columns = node.putObject(field);
    values.get().forEach((name, value) -> columns.put(name, value.orElse(null)));
  }

  private static ObjectNode header(Ledger ledger) {
    var node = JsonNodeFactory.instance.objectNode();
    var marks = ledger.marks();
    node.put("schema", SCHEMA)
        .put("run", ledger.run())
        .put("region", ledger.region())
        .put("client", marks.client());
    marks(node, marks);
    var stores = node.putArray("stores");
    for (var store : ledger.stores()) {
      var one =
          stores
              .addObject()
              .put("store", store.store())
              .put("kind", store.kind().word())
              .put("beyond", store.beyond())
              .put("unknownBeyond", store.unknownBeyond())
              .put("why", store.why())
              .put("oldFiles", store.oldFiles());
      // Not in ledgers of earlier versions, whose bytes are signed.
      if (store.readBy() != null) {
        one.put("readBy", store.readBy().word());
      }
      if (store.uncovered() != null) {
        one.put("uncovered", store.uncovered());
      }
    }
    return node;
  }

  private static void marks(ObjectNode node, CanaryMarks marks) {
    var rows = marks.rows();
    if (rows == null) {
      node.putNull("canaryRows");
    } else {
      node.putObject("canaryRows")
          .put("database", rows.database())
          .put("table", rows.table())
          .put("client", rows.client())
          .put("number", rows.number());
    }
    var objects = marks.objects();
    if (objects == null) {
      node.putNull("canaryObjects");
    } else {
      node.putObject("canaryObjects")
          .put("bucket", objects.bucket())
          .put("prefix", objects.prefix());
    }
  }

  /// Reads [#bytes] back.
  ///
  /// @throws LedgerException naming the line, when these are not the bytes that it gives
  public static Ledger parse(byte[] bytes) throws LedgerException {
    var lines = lines(bytes);
    Ledger ledger = head(lines.getFirst());
    var entries = new ArrayList<LedgerEntry>();
    for (int i = 1; i < lines.size(); i++) {
      entries.add(parseEntry(lines.get(i), i + 1));
    }
    return new Ledger(ledger.run(), ledger.region(), ledger.marks(), ledger.stores(), entries);
  }

  private static List<byte[]> lines(byte[] bytes) throws LedgerException {
    var lines = new ArrayList<byte[]>();
    int start = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, start, end));
        start = end + 1;
      }
    }
    if (start != bytes.length || lines.isEmpty()) {
      throw new LedgerException(lines.size() + 1, "does not end with a line feed");
    }
    return lines;
  }

  private static Ledger head(byte[] line) throws LedgerException {
    try {
      var node = JSON.readTree(line);
      var stores = new ArrayList<StoreReadback>();
      for (var store : node.required("stores")) {
        stores.add(
            new StoreReadback(
                text(store, "store"),
                text(store, "kind").equals("bucket") ? Kind.BUCKET : Kind.DATABASE,
                text(store, "beyond"),
                nullable(store, "unknownBeyond"),
                nullable(store, "why"),
                nullable(store, "oldFiles"),
                store.has("readBy") ? StoreReadback.Way.of(text(store, "readBy")) : null,
                store.has("uncovered") ? text(store, "uncovered") : null));
      }
      var ledger =
          new Ledger(
              text(node, "run"),
              text(node, "region"),
              new CanaryMarks(text(node, "client"), canaryRows(node), canaryObjects(node)),
              stores,
              List.of());
      requireSame(line, header(ledger), 1);
      return ledger;
    } catch (JacksonException | IllegalArgumentException wrong) {
      throw new LedgerException(1, "is no header: " + firstLine(wrong));
    }
  }

  private static CanaryMarks.@Nullable Rows canaryRows(JsonNode node) {
    var rows = node.required("canaryRows");
    return rows.isNull()
        ? null
        : new CanaryMarks.Rows(
            text(rows, "database"),
            text(rows, "table"),
            text(rows, "client"),
            text(rows, "number"));
  }

  private static CanaryMarks.@Nullable Objects canaryObjects(JsonNode node) {
    var objects = node.required("canaryObjects");
    return objects.isNull()
        ? null
        : new CanaryMarks.Objects(text(objects, "bucket"), text(objects, "prefix"));
  }

  private static LedgerEntry parseEntry(byte[] line, long number) throws LedgerException {
    try {
      var node = JSON.readTree(line);
      var entry = node.has("bucket") ? version(node) : row(node);
      requireSame(line, entry(entry), number);
      return entry;
    } catch (JacksonException | IllegalArgumentException wrong) {
      throw new LedgerException(number, "is no entry: " + firstLine(wrong));
    }
  }

  /// Reads the line of a row, whatever its spelling.
  ///
  /// @throws IllegalArgumentException when it is none
  public static LedgerEntry.Row row(JsonNode node) {
    return new LedgerEntry.Row(
        text(node, "database"),
        text(node, "table"),
        text(node, "change"),
        names(node, "key"),
        names(node, "generated"),
        names(node, "business"),
        values(node, "old"),
        values(node, "new"),
        names(node, "untold"),
        text(node, "committedAt"),
        text(node, "transaction"),
        text(node, "lsn"));
  }

  private static LedgerEntry.Version version(JsonNode node) {
    return new LedgerEntry.Version(
        text(node, "bucket"),
        text(node, "object"),
        text(node, "version"),
        node.required("marker").asBoolean());
  }

  private static void requireSame(byte[] line, JsonNode written, long number)
      throws LedgerException {
    if (!Arrays.equals(line, JSON.writeValueAsBytes(written))) {
      throw new LedgerException(number, "is not spelled as " + SCHEMA + " spells it");
    }
  }

  private static String text(JsonNode node, String field) {
    var value = node.required(field);
    if (!value.isString()) {
      throw new IllegalArgumentException(field + " is no text");
    }
    return value.asString();
  }

  private static @Nullable String nullable(JsonNode node, String field) {
    return node.required(field).isNull() ? null : text(node, field);
  }

  private static List<String> names(JsonNode node, String field) {
    var names = new ArrayList<String>();
    for (var name : node.required(field)) {
      if (!name.isString()) {
        throw new IllegalArgumentException(field + " holds what is no text");
      }
      names.add(name.asString());
    }
    return names;
  }

  private static Optional<Map<String, Optional<String>>> values(JsonNode node, String field) {
    var columns = node.required(field);
    if (columns.isNull()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, Optional<String>>();
    for (var column : columns.properties()) {
      values.put(column.getKey(), Optional.ofNullable(nullable(columns, column.getKey())));
    }
    return Optional.of(values);
  }

  private static String firstLine(Exception wrong) {
    return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
  }
}
