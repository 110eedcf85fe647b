package dev.lifeboat.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A ledger as bytes, as SQL and as a table.
final class LedgerTextTest {
  private static final CanaryMarks MARKS =
      new CanaryMarks(
          "run-1",
          new CanaryMarks.Rows("orders", "public.orders", "client", "number"),
          new CanaryMarks.Objects("images", "orders/run-1/"));

  @Test
  void it_reads_back_what_it_wrote_and_no_other_spelling() throws Exception {
    var ledger =
        ledger(
            row("insert", List.of("code"), null, values("code", "a", "note", null)),
            new LedgerEntry.Version("images", "k/1.json", "v1", true));
    var bytes = LedgerFormat.bytes(ledger);

    assertThat(LedgerFormat.parse(bytes)).isEqualTo(ledger);
    var text = new String(bytes, StandardCharsets.UTF_8);
    for (var other :
        List.of(
            text.replace("\"lsn\":", "\"lsn\": "),
            text.replace("\"code\":\"a\"", "\"code\":\"a\",\"code\":\"a\""),
            text.replace("\"marker\":true", "\"marker\":1"),
            text.replace("\"insert\"", "7"),
            text.replace("\"lifeboat.ledger/v1\"", "\"lifeboat.ledger/v2\""),
            text.replace("\"run\":\"run-1\"", "\"run\":null"),
            text.replace("\"version\":\"v1\"", "\"version\":null"),
            text.replace("\"lsn\":\"", "\"lsn\":null,\"else\":\""),
            text.strip(),
            text + "\n",
            "")) {
      assertThatThrownBy(() -> LedgerFormat.parse(other.getBytes(StandardCharsets.UTF_8)))
          .as(other)
          .isInstanceOf(LedgerException.class);
    }
  }

  /// Ledgers of earlier versions are signed as they are.
  @Test
  void how_a_store_was_read_stands_in_its_line_where_it_is_known() throws Exception {
    var store = StoreReadback.whole("orders", StoreReadback.Kind.DATABASE, "0/30");
    for (var reading :
        List.of(
            store,
            store.by(StoreReadback.Way.HISTORY, Optional.empty()),
            store
                .by(StoreReadback.Way.COMPARISON, Optional.of("large objects: 2"))
                .with("there"))) {
      var ledger = new Ledger("run-1", "east", MARKS, List.of(reading), List.of());
      var text = new String(LedgerFormat.bytes(ledger), StandardCharsets.UTF_8);

      assertThat(LedgerFormat.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(ledger);
      assertThat(text.contains("readBy")).isEqualTo(reading.readBy() != null);
      assertThatThrownBy(() ->
              LedgerFormat.parse(
                  text.replace("\"oldFiles\":", "\"readBy\":\"magic\",\"oldFiles\":")
                      .getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(LedgerException.class);
    }
  }

  @Test
  void what_a_comparison_found_says_so_and_is_run_only_where_all_of_it_is_known() {
    var sql =
        LedgerSql.of(
            new Ledger(
                "run-1",
                "east",
                MARKS,
                List.of(
                    StoreReadback.whole("orders", StoreReadback.Kind.DATABASE, "0/30")
                        .by(
                            StoreReadback.Way.COMPARISON,
                            Optional.of("unlogged tables: public.carts"))),
                List.of(compared("a", List.of()), compared("b", List.of("photo")))));

    assertThat(sql.lines())
        .contains(
            "-- NOT IN IT of orders: unlogged tables: public.carts",
            "-- orders, transaction 7, found by comparison: the new writer may have changed or"
                + " removed it since",
            "INSERT INTO \"public\".\"orders\" (\"code\") VALUES ('a') ON CONFLICT (\"code\") DO"
                + " NOTHING;",
            "-- not to be run as it stands: too large to be in it: photo",
            "-- INSERT INTO \"public\".\"orders\" (\"code\") VALUES ('b');");
  }

  private static LedgerEntry compared(String code, List<String> untold) {
    return new LedgerEntry.Row(
        "orders",
        "public.orders",
        "insert",
        List.of("code"),
        List.of(),
        List.of("code"),
        Optional.empty(),
        values("code", code),
        untold,
        "",
        "7",
        "");
  }

  @Test
  void sql_finds_rows_by_business_key_and_leaves_what_the_server_fills_out() {
    var sql =
        LedgerSql.of(
            ledger(
                row(
                    "insert",
                    List.of("code"),
                    null,
                    values("id", "7", "code", "o'clock\\", "note", null)),
                row(
                    "update",
                    List.of("code"),
                    values("id", "8", "code", "b", "note", "old"),
                    values("id", "8", "code", "b", "note", "new")),
                row("delete", List.of("code"), values("id", "9", "code", "c"), null)));

    assertThat(sql.lines())
        .contains(
            "-- left out: id was 7",
            "INSERT INTO \"public\".\"odd \"\"name\" (\"code\", \"note\") VALUES ('o''clock\\',"
                + " NULL) ON CONFLICT (\"code\") DO NOTHING;",
            "UPDATE \"public\".\"odd \"\"name\" SET \"note\" = 'new' WHERE \"code\" = 'b' AND"
                + " \"note\" IS NOT DISTINCT FROM 'old';",
            "DELETE FROM \"public\".\"odd \"\"name\" WHERE \"code\" = 'c';")
        .endsWith("ROLLBACK;");
    assertThat(sql).doesNotContain("\"id\"");
  }

  @Test
  void what_cannot_be_run_unseen_is_a_comment_of_one_line() {
    var sql =
        LedgerSql.of(
            new Ledger(
                "run-1",
                "east",
                MARKS,
                List.of(
                    StoreReadback.unknown(
                        "orders", StoreReadback.Kind.DATABASE, "0/30", "0/40", "too\nmuch")),
                List.of(
                    row("insert", List.of(), null, values("id", "7", "note", "x\n; DROP TABLE t")),
                    row("update", List.of("code"), null, values("code", "b", "note", "n")),
                    row("delete", List.of("code"), values("id", "9"), null),
                    row("truncate", List.of("code"), null, null),
                    new LedgerEntry.Row(
                        "orders",
                        "public.orders",
                        "insert",
                        List.of(),
                        List.of(),
                        List.of("client", "number"),
                        Optional.empty(),
                        values("client", "run-1", "number", "12"),
                        List.of(),
                        "2026-11-20T15:04:05Z",
                        "8",
                        "0/40"),
                    new LedgerEntry.Version("images", "a\nb", "v", false))));

    assertThat(sql.lines().filter(line -> !line.startsWith("--") && !line.isEmpty()))
        .containsExactly("SET standard_conforming_strings = on;", "BEGIN;", "ROLLBACK;");
    assertThat(sql)
        .contains("NOT WHOLE: orders is unknown beyond 0/40: too much")
        .contains("a write of the canary");
  }

  @Test
  void a_table_quotes_what_separates_and_what_a_spreadsheet_would_run() {
    var csv =
        LedgerCsv.of(
            ledger(
                row("insert", List.of("code"), null, values("code", "a\"b,c")),
                new LedgerEntry.Version("images", "=cmd()", "v1", false)));

    assertThat(csv.split("\r\n", -1)[1])
        .startsWith(
            "orders,\"public.odd"
                + " \"\"name\",,insert,2026-11-20T15:04:05Z,7,0/3A,,\"code=a\"\"b,c\",,")
        .endsWith(",,\"{\"\"code\"\":\"\"a\\\"\"b,c\"\"}\"");
    assertThat(csv).contains("images,,'=cmd(),put,,,,v1,,,\r\n");
  }

  @Test
  void a_summary_counts_by_table_and_bucket() {
    var summary =
        LedgerSummary.of(
            ledger(
                row("insert", List.of("code"), null, values("code", "a")),
                row("delete", List.of("code"), values("code", "b"), null),
                new LedgerEntry.Version("images", "orders/run-1/1.json", "v1", false),
                new LedgerEntry.Version("images", "x", "v2", true)));

    assertThat(summary.rows())
        .containsExactly(
            new LedgerSummary.Table(
                "orders",
                "public.odd \"name",
                1,
                0,
                1,
                0,
                0,
                "2026-11-20T15:04:05Z",
                "2026-11-20T15:04:05Z"));
    assertThat(summary.objects()).containsExactly(new LedgerSummary.Bucket("images", 1, 1, 1));
  }

  private static Ledger ledger(LedgerEntry... entries) {
    return new Ledger(
        "run-1",
        "east",
        MARKS,
        List.of(StoreReadback.whole("orders", StoreReadback.Kind.DATABASE, "0/30")),
        List.of(entries));
  }

  private static LedgerEntry row(
      String change,
      List<String> business,
      @Nullable Optional<Map<String, Optional<String>>> old,
      @Nullable Optional<Map<String, Optional<String>>> now) {
    return new LedgerEntry.Row(
        "orders",
        "public.odd \"name",
        change,
        List.of("id"),
        List.of("id"),
        business,
        old == null ? Optional.empty() : old,
        now == null ? Optional.empty() : now,
        List.of(),
        "2026-11-20T15:04:05Z",
        "7",
        "0/3A");
  }

  private static Optional<Map<String, Optional<String>>> values(@Nullable String... pairs) {
    var values = new LinkedHashMap<String, Optional<String>>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(String.valueOf(pairs[i]), Optional.ofNullable(pairs[i + 1]));
    }
    return Optional.of(values);
  }
}
