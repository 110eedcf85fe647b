package dev.lifeboat.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Five writes: 1 and 2 acknowledged, 3 refused, 4 and 5 unknown.
@Tag("invariant-38")
final class LedgerMatchTest {
  private static final Instant AT = Instant.parse("2026-11-20T15:04:05Z");
  private static final CanaryMarks MARKS =
      new CanaryMarks(
          "run-1",
          new CanaryMarks.Rows("orders", "public.orders", "client", "number"),
          new CanaryMarks.Objects("images", "orders/run-1/"));

  @Test
  void what_was_lost_and_what_is_unknown_may_be_in_it_and_others_too() throws Exception {
    var match =
        compare(
            List.of(
                row("run-1", "2"),
                row("run-1", "4"),
                row("somebody", "1"),
                object("orders/run-1/2.json"),
                object("orders/run-1/5.json"),
                object("orders/somebody/1.json")),
            numbers(1),
            numbers(1));

    assertThat(match).isEqualTo(new LedgerMatch.Compared(1, Optional.empty()));
  }

  @Test
  void each_store_is_compared_for_itself() throws Exception {
    assertThat(compare(List.of(row("run-1", "2")), numbers(1), numbers(1, 2)))
        .isEqualTo(new LedgerMatch.Compared(1, Optional.empty()));
    assertThat(difference(List.of(row("run-1", "2")), numbers(1), numbers(1)))
        .contains("lost write 2 has no object in it");
    assertThat(difference(List.of(object("orders/run-1/2.json")), numbers(1), numbers(1)))
        .contains("lost write 2 has no row in it");
  }

  @Test
  void a_write_that_is_not_lost_nor_unknown_must_not_be_in_it() throws Exception {
    assertThat(difference(List.of(row("run-1", "1")), numbers(1, 2), numbers(1, 2)))
        .contains("it has a row of write 1, which is not lost");
    assertThat(difference(List.of(row("run-1", "3")), numbers(1, 2), numbers(1, 2)))
        .as("refused: the service said that nothing was written")
        .contains("it has a row of write 3, which is not lost");
    assertThat(difference(List.of(object("orders/run-1/9.json")), numbers(1, 2), numbers(1, 2)))
        .as("never sent")
        .contains("it has a object of write 9, which is not lost");
    assertThat(difference(List.of(row("run-1", "x")), numbers(1, 2), numbers(1, 2)))
        .as("the canary's by name, and no write")
        .isPresent();
  }

  /// A service stored it first, and then the row failed: there is no order, and the client knows.
  @Test
  void a_refused_write_may_leave_its_object_behind_and_nothing_else() throws Exception {
    assertThat(difference(List.of(object("orders/run-1/3.json")), numbers(1, 2), numbers(1, 2)))
        .isEmpty();
  }

  @Test
  void nothing_lost_matches_an_empty_ledger() throws Exception {
    assertThat(compare(List.of(), numbers(1, 2), numbers(1, 2)))
        .isEqualTo(new LedgerMatch.Compared(0, Optional.empty()));
  }

  @Test
  void what_was_not_read_or_cannot_be_told_is_unknown_and_never_zero() throws Exception {
    var half =
        new Ledger(
            "run-1",
            "east",
            MARKS,
            List.of(
                StoreReadback.unknown(
                    "orders", StoreReadback.Kind.DATABASE, "0/30", "0/30", "no slot")),
            List.of());
    assertThat(LedgerMatch.of(half, recording(), numbers(1, 2), numbers(1, 2)))
        .isEqualTo(new LedgerMatch.Unknown("unknown beyond 0/30 in orders: no slot"));
    var untold =
        new Ledger(
            "run-1", "east", new CanaryMarks("run-1", null, MARKS.objects()), List.of(), List.of());
    assertThat(LedgerMatch.of(untold, recording(), numbers(1, 2), numbers(1, 2)))
        .isInstanceOf(LedgerMatch.Unknown.class);
    assertThat(LedgerMatch.of(untold, recording(), new StoredNumbers.NoStore(), numbers(1, 2)))
        .isEqualTo(new LedgerMatch.Compared(0, Optional.empty()));
    assertThat(compare(List.of(), new StoredNumbers.Unread("silent"), numbers(1)))
        .isInstanceOf(LedgerMatch.Unknown.class);
  }

  private static Optional<String> difference(
      List<LedgerEntry> entries, StoredNumbers rows, StoredNumbers objects) throws Exception {
    return ((LedgerMatch.Compared) compare(entries, rows, objects)).difference();
  }

  private static LedgerMatch compare(
      List<LedgerEntry> entries, StoredNumbers rows, StoredNumbers objects) throws Exception {
    return LedgerMatch.of(
        new Ledger("run-1", "east", MARKS, List.of(), entries), recording(), rows, objects);
  }

  private static CanaryHistory recording() throws Exception {
    var lines = new ArrayList<CanaryLine>();
    lines.add(new CanaryLine.Header("run-1", 50, 5, AT));
    var answers = List.of(Answer.ACKNOWLEDGED, Answer.ACKNOWLEDGED, Answer.REFUSED, Answer.UNKNOWN);
    for (int i = 0; i < 5; i++) {
      lines.add(new CanaryLine.Sent(CanaryLine.Kind.WRITE, i + 1, AT.plusMillis(i)));
      if (i < answers.size()) {
        lines.add(
            new CanaryLine.Answered(
                CanaryLine.Kind.WRITE,
                i + 1,
                new CanaryLine.Reply(
                    answers.get(i),
                    AT.plusMillis(50 + i),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty())));
      }
    }
    var text = new StringBuilder();
    lines.forEach(line -> text.append(CanaryFormat.encode(line)).append('\n'));
    return CanaryHistory.parse(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static StoredNumbers numbers(long... numbers) {
    var held = new TreeSet<Long>();
    for (long number : numbers) {
      held.add(number);
    }
    return new StoredNumbers.Numbers(held);
  }

  private static LedgerEntry row(String client, String number) {
    return new LedgerEntry.Row(
        "orders",
        "public.orders",
        "insert",
        List.of("client", "number"),
        List.of(),
        List.of("client", "number"),
        Optional.empty(),
        Optional.of(Map.of("client", Optional.of(client), "number", Optional.of(number))),
        List.of(),
        AT.toString(),
        "7",
        "0/40");
  }

  private static LedgerEntry object(String key) {
    return new LedgerEntry.Version("images", key, "v", false);
  }
}
