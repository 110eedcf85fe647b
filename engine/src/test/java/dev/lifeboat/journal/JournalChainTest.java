package dev.lifeboat.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalChainTest {
  @TempDir private Path folder;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("journal.jsonl");
    try (var journal = FileJournal.create(file)) {
      journal.append(0, List.of(JournalContract.opened()), JournalContract.AT);
      for (int i = 1; i < 4; i++) {
        journal.append(i, List.of(new Event.Resumed("ann")), JournalContract.AT);
      }
    }
    whole = Files.readAllBytes(file);
  }

  @Test
  void a_journal_as_it_was_written_holds() {
    assertThat(JournalChain.holds(file)).isTrue();
  }

  /// Method: each byte of all lines but the last in turn; nothing vouches for that one, nor for
  /// where it begins.
  @Test
  void no_byte_before_the_last_line_can_be_another_unseen() throws Exception {
    int last = Files.readString(file).lastIndexOf('\n', whole.length - 2) + 1;
    for (int i = 0; i < last - 1; i++) {
      var bytes = whole.clone();
      bytes[i] ^= 1;
      Files.write(file, bytes);
      assertThat(JournalChain.holds(file)).as("byte %d", i).isFalse();
    }
  }

  @Test
  void a_line_that_is_missing_or_stands_twice_breaks_it() throws Exception {
    var lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size() - 1; i++) {
      var fewer = new ArrayList<>(lines);
      fewer.remove(i);
      Files.write(file, fewer);
      assertThat(JournalChain.holds(file)).as("without line %d", i).isFalse();
      fewer.addAll(i, List.of(lines.get(i), lines.get(i)));
      Files.write(file, fewer);
      assertThat(JournalChain.holds(file)).as("twice line %d", i).isFalse();
    }
  }

  @Test
  void what_is_torn_or_empty_or_not_there_is_left_to_whoever_reads_all_of_it() throws Exception {
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(JournalChain.holds(file)).as("torn").isFalse();
    Files.writeString(file, "");
    assertThat(JournalChain.holds(file)).as("empty").isFalse();
    Files.writeString(file, "x\n");
    assertThat(JournalChain.holds(file)).as("no JSON").isFalse();
    Files.delete(file);
    assertThat(JournalChain.holds(file)).as("none").isFalse();
  }
}
