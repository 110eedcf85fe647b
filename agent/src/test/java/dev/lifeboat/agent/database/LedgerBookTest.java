package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.ledger.StoreReadback.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class LedgerBookTest {
  private static final StoreReadback READING =
      StoreReadback.whole("orders", Kind.DATABASE, "0/3000060")
          .by(StoreReadback.Way.LOG, Optional.of("large objects: 2"));

  @TempDir Path state;

  @Test
  void rows_are_told_in_pages_of_a_bounded_size() throws Exception {
    var book = new LedgerBook(state, "orders");
    assertThat(book.page(4, 0)).isEmpty();
    try (var draft = book.draft(4)) {
      draft.add(row(0, "given up"));
      draft.clear();
      for (int number = 1; number <= 9; number++) {
        draft.add(row(number, "ä".repeat(400_000)));
      }
      book.keep(4, READING, draft);
    }

    assertThat(book.head(4)).contains(new LedgerHead(READING, 9, false));
    var pages = pages(book, 4);
    assertThat(pages).hasSizeBetween(4, 9);
    assertThat(pages.stream().flatMap(List::stream)).isEqualTo(rows(9, "ä".repeat(400_000)));
    book.keepFiles(4, "orders.kept-4", "orders.kept-4");
    assertThat(book.page(4, 0).orElseThrow().reading()).isEqualTo(READING.with("orders.kept-4"));
  }

  @Test
  void what_became_of_the_first_old_files_of_an_epoch_stays_told() throws Exception {
    var book = new LedgerBook(state, "orders");
    book.keepFiles(7, "orders.kept-7", "orders.kept-7");
    book.keepFiles(7, "orders.kept-7-2", "orders.kept-7-2");
    book.keepFiles(7, "orders.kept-7-2", "not kept: nothing was in them alone");

    assertThat(book.files(7)).contains("orders.kept-7");
    book.keepFiles(7, "orders.kept-7", "not kept: nothing was in them alone");
    assertThat(book.files(7))
        .as("of the same files")
        .contains("not kept: nothing was in them alone");
  }

  @Test
  void a_ledger_that_was_broken_off_does_not_count_and_the_first_one_stays() throws Exception {
    var book = new LedgerBook(state, "orders");
    try (var draft = book.draft(4)) {
      draft.add(row(1, "never kept"));
    }
    assertThat(book.holds(4)).isFalse();
    try (var draft = book.draft(4)) {
      book.keep(4, READING, draft);
    }

    try (var draft = book.draft(4)) {
      assertThatThrownBy(() -> book.keep(4, READING, draft)).hasMessageContaining("kept already");
    }

    assertThat(pages(book, 4)).containsExactly(List.of());
  }

  /// Until commit dbcb32f all rows stood in the one file, as JSON strings.
  @Test
  void a_file_of_an_earlier_version_is_read_in_pages_too() throws Exception {
    var book = new LedgerBook(state, "orders");
    var rows = rows(5, "x".repeat(700_000));
    Files.createDirectories(state.resolve("ledgers"));
    Files.write(
        state.resolve("ledgers/orders-7.json"),
        JsonMapper.shared()
            .writeValueAsBytes(
                Map.of(
                    "reading",
                    Map.of("store", "orders", "kind", "database", "beyond", "0/30"),
                    "rows",
                    rows)));
    Files.writeString(state.resolve("ledgers/orders-7.files"), "orders.kept-7 until 2026-12-20");

    var reading = StoreReadback.whole("orders", Kind.DATABASE, "0/30");
    assertThat(book.head(7)).contains(new LedgerHead(reading, 5, true));
    assertThat(pages(book, 7)).hasSize(3);
    assertThat(pages(book, 7).stream().flatMap(List::stream)).isEqualTo(rows);
    assertThat(book.page(7, 0).orElseThrow().reading())
        .isEqualTo(reading.with("orders.kept-7 until 2026-12-20"));
  }

  @Test
  void what_holds_no_ledger_is_an_error_and_never_an_empty_one() throws Exception {
    var file = Files.createDirectories(state.resolve("ledgers")).resolve("orders-7.json");
    for (var damage : List.of("", "{", "{}", "[]", "{\"rows\":[\"{}\"")) {
      Files.writeString(file, damage);
      assertThatThrownBy(() -> new LedgerBook(state, "orders").page(7, 0))
          .as(damage)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not hold a ledger");
    }
  }

  private static List<List<String>> pages(LedgerBook book, long epoch) throws Exception {
    var pages = new ArrayList<List<String>>();
    var page = book.page(epoch, 0).orElseThrow();
    pages.add(page.rows());
    for (var next = page.next(); next != null; next = page.next()) {
      page = book.page(epoch, next).orElseThrow();
      pages.add(page.rows());
    }
    return pages;
  }

  private static List<String> rows(int count, String note) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> LedgerFormat.entry(row(number, note)).toString())
        .toList();
  }

  private static LedgerEntry.Row row(int number, String note) {
    return new LedgerEntry.Row(
        "orders",
        "public.orders",
        "insert",
        List.of("number"),
        List.of(),
        List.of("number"),
        Optional.empty(),
        Optional.of(
            Map.of("number", Optional.of(Integer.toString(number)), "note", Optional.of(note))),
        List.of(),
        "2026-11-20T15:04:05Z",
        "801",
        "0/3000100");
  }
}
