package dev.lifeboat.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.lifeboat.problem.FileFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A ledger as JSON lines (docs/ledger.md). What it reads it has written: any other spelling is
/// refused.
public final class LedgerFormat {
  public static final String SCHEMA = "lifeboat.ledger/v1";

  /// How the line of a version begins, and that of a row does not.
  private static final String VERSION = "{\"bucket\":";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .withConfigOverride(
              String.class, it -> it.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.FAIL)))
          .withConfigOverride(
              List.class, it -> it.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.FAIL)))
          .addMixIn(StoreReadback.class, Spelling.class)
          .build();

  private LedgerFormat() {}

  /// What may be null. The last two are not in ledgers of earlier versions, whose bytes are signed.
  interface Spelling {
    @JsonSetter(nulls = Nulls.SET)
    @Nullable String unknownBeyond();

    @JsonSetter(nulls = Nulls.SET)
    @Nullable String why();

    @JsonSetter(nulls = Nulls.SET)
    @Nullable String oldFiles();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    StoreReadback.@Nullable Way readBy();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonSetter(nulls = Nulls.SET)
    @Nullable String uncovered();
  }

  /// The first line.
  private record Header(
      String schema,
      String run,
      String region,
      String client,
      CanaryMarks.@Nullable Rows canaryRows,
      CanaryMarks.@Nullable Objects canaryObjects,
      List<StoreReadback> stores) {
    Header {
      schema = SCHEMA;
    }

    Ledger with(List<LedgerEntry> entries) {
      var marks = new CanaryMarks(client, canaryRows, canaryObjects);
      return new Ledger(run, region, marks, stores, entries);
    }
  }

  /// Every line, each ended by a line feed.
  public static byte[] bytes(Ledger ledger) {
    var out = new ByteArrayOutputStream();
    var marks = ledger.marks();
    line(
        out,
        new Header(
            SCHEMA,
            ledger.run(),
            ledger.region(),
            marks.client(),
            marks.rows(),
            marks.objects(),
            ledger.stores()));
    ledger.entries().forEach(entry -> line(out, entry));
    return out.toByteArray();
  }

  private static void line(ByteArrayOutputStream out, Object line) {
    out.writeBytes(JSON.writeValueAsBytes(line));
    out.write('\n');
  }

  /// One entry as it stands in its line.
  public static JsonNode entry(LedgerEntry entry) {
    return JSON.valueToTree(entry);
  }

  /// Reads [#bytes] back.
  ///
  /// @throws LedgerException naming the line, when these are not the bytes that it gives
  public static Ledger parse(byte[] bytes) throws LedgerException {
    var lines = lines(bytes);
    var header = read(lines, 0, "is no header: ", Header.class);
    var entries = new ArrayList<LedgerEntry>();
    for (int i = 1; i < lines.size(); i++) {
      boolean version = new String(lines.get(i), StandardCharsets.UTF_8).startsWith(VERSION);
      var type = version ? LedgerEntry.Version.class : LedgerEntry.Row.class;
      entries.add(read(lines, i, "is no entry: ", type));
    }
    return header.with(entries);
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

  private static <T> T read(List<byte[]> lines, int at, String otherwise, Class<T> type)
      throws LedgerException {
    try {
      var read = JSON.readValue(lines.get(at), type);
      if (!Arrays.equals(lines.get(at), JSON.writeValueAsBytes(read))) {
        throw new LedgerException(at + 1, "is not spelled as " + SCHEMA + " spells it");
      }
      return read;
    } catch (DatabindException wrong) {
      var fields =
          wrong.getPath().stream()
              .flatMap(it -> Stream.ofNullable(it.getPropertyName()))
              .collect(Collectors.joining("."));
      throw new LedgerException(
          at + 1, "%sfield '%s' is missing or wrong".formatted(otherwise, fields));
    } catch (JacksonException wrong) {
      throw new LedgerException(at + 1, otherwise + FileFailure.reason(wrong));
    }
  }

  /// Reads the line of a row, whatever its spelling.
  ///
  /// @throws JacksonException when it is none
  public static LedgerEntry.Row row(JsonNode node) {
    return JSON.treeToValue(node, LedgerEntry.Row.class);
  }
}
