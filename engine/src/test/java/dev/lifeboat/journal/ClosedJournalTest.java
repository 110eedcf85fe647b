package dev.lifeboat.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClosedJournalTest {
  private static final Event.RunEnded ENDED = new Event.RunEnded(Event.Outcome.DONE, "so it is");
  private static final Event.Sealed SEALED =
      new Event.Sealed(new TreeMap<>(Map.of("plan.yaml", "ab")));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void place() throws Exception {
    var opened = (Event.RunOpened) JournalContract.opened();
    file = Files.createDirectory(folder.resolve(opened.run().value())).resolve("journal.jsonl");
  }

  @Test
  void a_journal_that_was_closed_is_known_by_its_ends() throws Exception {
    write(ENDED, SEALED);

    var closed = ClosedJournal.find(file).orElseThrow();
    assertThat(closed.plan()).isEqualTo("storefront");
    assertThat(closed.workload()).isEqualTo(Storefront.SHOP);
    assertThat(closed.mode()).isEqualTo(Mode.FAILOVER);
    assertThat(closed.outcome()).isEqualTo(Event.Outcome.DONE);
    assertThat(closed.why()).isEqualTo("so it is");
    assertThat(closed.reason()).contains("a test");
    assertThat(closed.hash("plan.yaml")).contains("ab");
    assertThat(closed.hash("result.json")).isEmpty();
  }

  @Test
  void one_that_is_longer_than_what_is_read_of_it_is_known_too() throws Exception {
    var events = new ArrayList<Event>();
    for (int i = 0; i < 2_000; i++) {
      events.add(new Event.Resumed("ann"));
    }
    events.addAll(List.of(ENDED, SEALED));
    write(events.toArray(Event[]::new));

    assertThat(Files.size(file)).isGreaterThan(200_000);
    assertThat(ClosedJournal.find(file)).map(ClosedJournal::why).contains("so it is");
  }

  @Test
  void what_was_not_closed_is_left_to_whoever_reads_all_of_it() throws Exception {
    assertThat(ClosedJournal.find(file)).as("none").isEmpty();
    write();
    assertThat(ClosedJournal.find(file)).as("only opened").isEmpty();
    Files.delete(file);
    write(ENDED);
    assertThat(ClosedJournal.find(file)).as("not sealed").isEmpty();
    Files.writeString(file, "");
    assertThat(ClosedJournal.find(file)).as("empty").isEmpty();
    Files.writeString(file, "null\nnull\nnull\n");
    assertThat(ClosedJournal.find(file)).as("no entries").isEmpty();
  }

  /// Method: each byte of its first two and last two lines in turn, and a last line that was cut.
  @Test
  void no_byte_of_its_ends_can_be_another_unseen() throws Exception {
    write(ENDED, SEALED);
    var whole = Files.readAllBytes(file);
    var text = Files.readString(file);
    int seal = text.lastIndexOf('\n', text.length() - 2) + 1;
    for (int i = 0; i < seal; i++) {
      var bytes = whole.clone();
      bytes[i] ^= 1;
      Files.write(file, bytes);
      assertThat(ClosedJournal.find(file)).as("byte %d", i).isEmpty();
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(ClosedJournal.find(file)).as("torn").isEmpty();
  }

  /// Method: a line of another run's end in the place of this one's.
  @Test
  void the_seal_continues_the_end_that_it_stands_behind() throws Exception {
    write(ENDED, SEALED);
    var text = Files.readString(file);

    Files.writeString(file, text.replace("so it is", "so it was"));

    assertThat(ClosedJournal.find(file)).isEmpty();
  }

  @Test
  void a_journal_of_another_run_is_none_of_this_folder() throws Exception {
    write(ENDED, SEALED);
    var other = Files.createDirectory(folder.resolve("20261120-080000-bbbb"));
    var copied = Files.copy(file, other.resolve("journal.jsonl"));

    assertThat(ClosedJournal.find(copied)).isEmpty();
  }

  private void write(Event... events) throws Exception {
    try (var journal = FileJournal.create(file)) {
      journal.append(0, List.of(JournalContract.opened()), JournalContract.AT);
      if (events.length > 0) {
        journal.append(1, List.of(events), JournalContract.AT);
      }
    }
  }
}
