package dev.lifeboat.agent.database;

import dev.lifeboat.ledger.StoreReadback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Extent of a ledger: how far it was read, and how many rows it has.
///
/// @param rowsInside whether its file is one of an earlier version, which holds the rows as well.
///   Such a file may be large and is never held whole
record LedgerHead(StoreReadback reading, long rowCount, boolean rowsInside) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A file of this version.
  private record Written(StoreReadback reading, long rowCount) {}

  byte[] bytes() {
    return JSON.writeValueAsBytes(new Written(reading, rowCount));
  }

  /// @throws IOException when it does not hold one
  static LedgerHead read(Path file) throws IOException {
    return parse(file, _ -> true);
  }

  /// The rows inside, until `taker` has enough.
  static void rows(Path file, Predicate<String> taker) throws IOException {
    parse(file, taker);
  }

  private static LedgerHead parse(Path file, Predicate<String> taker) throws IOException {
    @Nullable StoreReadback reading = null;
    long count = 0;
    boolean inside = false;
    try (var in = Files.newInputStream(file);
        var parser = JSON.createParser(in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "reading" -> reading = parser.readValueAs(StoreReadback.class);
          case "rowCount" -> count = parser.getLongValue();
          case "rows" -> {
            inside = true;
            count = rows(parser, taker);
          }
          default -> parser.skipChildren();
        }
      }
    } catch (JacksonException damage) {
      throw new IOException(file + " does not hold a ledger", damage);
    }
    if (reading == null) {
      throw new IOException(file + " does not hold a ledger");
    }
    return new LedgerHead(reading, count, inside);
  }

  private static long rows(JsonParser parser, Predicate<String> taker) {
    long count = 0;
    boolean wanted = true;
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      wanted = wanted && taker.test(parser.getString());
      count++;
    }
    return count;
  }
}
