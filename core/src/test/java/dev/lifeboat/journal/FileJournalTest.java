package dev.lifeboat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.runbook.Storefront;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00.123456Z");

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("journal.jsonl");
    try (var journal = FileJournal.create(file)) {
      journal.append(0, List.of(opened()), AT);
      journal.append(1, List.of(started("a"), started("b"), started("c")), AT);
      journal.append(4, List.of(new Event.StepMet(new StepId("a"), "größer")), AT);
    }
  }

  private static Event opened() throws ProblemException {
    return new Event.RunOpened(
        new RunId("20261120-080000-7q2k"),
        Storefront.PLAN_SHA_256,
        Storefront.runbook(Storefront.plan(), Mode.FAILOVER, Storefront.EAST),
        2,
        "ann",
        "a test");
  }

  private static Event started(String step) {
    return new Event.StepStarted(new StepId(step));
  }

  @Test
  void what_was_appended_is_read_in_order() throws Exception {
    var contents = JournalReader.read(file);

    assertThat(contents.entries()).extracting(Entry::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(contents.entries()).extracting(Entry::at).containsOnly(AT);
    assertThat(contents.entries().getFirst().event()).isEqualTo(opened());
    assertThat(contents.tornBytes()).isZero();
    assertThat(contents.soundBytes()).isEqualTo(Files.size(file));
  }

  @Test
  void each_entry_carries_the_hash_of_the_line_before() throws Exception {
    var lines = Files.readAllLines(file);
    var entries = JournalReader.read(file).entries();
    assertThat(entries.getFirst().previous()).isEqualTo("0".repeat(64));
    for (int i = 1; i < lines.size(); i++) {
      assertThat(entries.get(i).previous())
          .isEqualTo(JournalCodec.hash(lines.get(i - 1).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void a_last_append_torn_at_any_byte_is_reported_and_cut_off_on_resume() throws Exception {
    var bytes = Files.readAllBytes(file);
    int start = lineStart(bytes, 4);
    for (int end = start + 1; end < bytes.length; end++) {
      Files.write(file, Arrays.copyOf(bytes, end));
      var contents = JournalReader.read(file);
      assertThat(contents.entries()).hasSize(4);
      assertThat(contents.tornBytes()).isEqualTo(end - start);
      try (var journal = FileJournal.resume(file, contents)) {
        journal.append(4, List.of(started("d")), AT);
      }
      assertThat(JournalReader.read(file).entries()).hasSize(5);
    }
  }

  @Test
  void of_an_append_of_several_a_reader_sees_all_or_none() throws Exception {
    var bytes = Files.readAllBytes(file);
    int start = lineStart(bytes, 1);
    for (int end = start + 1; end < lineStart(bytes, 4); end++) {
      Files.write(file, Arrays.copyOf(bytes, end));
      assertThat(JournalReader.read(file).entries()).as("torn at %d", end).hasSize(1);
      assertThat(JournalReader.read(file).tornBytes()).isEqualTo(end - start);
    }
    Files.write(file, Arrays.copyOf(bytes, lineStart(bytes, 4)));
    assertThat(JournalReader.read(file).entries()).hasSize(4);
  }

  @Test
  void a_change_of_any_byte_before_the_last_line_is_refused_with_its_line() throws Exception {
    var bytes = Files.readAllBytes(file);
    int last = lineStart(bytes, 4);
    for (int i = 0; i < last; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      int place = i;
      assertThatExceptionOfType(ProblemException.class)
          .as("byte %d changed", place)
          .isThrownBy(() -> JournalReader.read(file))
          .satisfies(refused -> {
            assertThat(refused.problem().code()).isEqualTo(Code.LB4002);
            assertThat(refused.problem().happened()).containsPattern("journal\\.jsonl:\\d+ ");
          });
    }
  }

  @Test
  void a_line_that_is_missing_doubled_or_swapped_is_refused() throws Exception {
    var lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size() - 1; i++) {
      var missing = new ArrayList<>(lines);
      missing.remove(i);
      requireDamaged(missing);
      var doubled = new ArrayList<>(lines);
      doubled.add(i, lines.get(i));
      requireDamaged(doubled);
      var swapped = new ArrayList<>(lines);
      swapped.set(i, lines.get(i + 1));
      swapped.set(i + 1, lines.get(i));
      requireDamaged(swapped);
    }
  }

  private void requireDamaged(List<String> lines) throws Exception {
    Files.write(file, lines);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> JournalReader.read(file))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4002));
  }

  @Test
  void a_second_controller_on_the_same_journal_is_refused() throws Exception {
    var contents = JournalReader.read(file);
    try (var first = FileJournal.resume(file, contents);
        var second = FileJournal.resume(file, contents)) {
      first.append(5, List.of(new Event.Resumed("ann")), AT);

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> second.append(5, List.of(new Event.Resumed("bob")), AT))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    }
    assertThat(JournalReader.read(file).entries()).hasSize(6);
  }

  /// What looked torn while another controller was writing must not be cut off after it has
  /// written.
  @Test
  void a_journal_that_grew_since_it_was_read_is_not_cut() throws Exception {
    var whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 5));
    var contents = JournalReader.read(file);
    Files.write(file, whole);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> FileJournal.resume(file, contents))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void an_append_at_another_sequence_is_a_broken_invariant() throws Exception {
    try (var journal = FileJournal.resume(file, JournalReader.read(file))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> journal.append(4, List.of(started("d")), AT));
    }
  }

  @Test
  void an_interrupt_stops_no_append_and_is_kept() throws Exception {
    try (var journal = FileJournal.resume(file, JournalReader.read(file))) {
      Thread.currentThread().interrupt();
      journal.append(5, List.of(started("d")), AT);
      assertThat(Thread.interrupted()).isTrue();
      journal.append(6, List.of(started("e")), AT);
    }
    assertThat(JournalReader.read(file).entries()).hasSize(7);
  }

  @Test
  void a_journal_is_created_once() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> FileJournal.create(file))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4001));
  }

  @Test
  @EnabledIf("aFullDiskIsHere")
  void a_full_disk_is_told_as_such() throws Exception {
    var full = Path.of("/dev/full");
    try (var journal =
        FileJournal.resume(full, new JournalReader.Contents(List.of(), 0, 0, "0".repeat(64)))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> journal.append(0, List.of(started("a")), AT))
          .satisfies(refused -> {
            assertThat(refused.problem().code()).isEqualTo(Code.LB4001);
            assertThat(refused.problem().happened()).contains("No space left");
            assertThat(refused.problem().action()).contains("free disk space");
          });
    }
  }

  static boolean aFullDiskIsHere() {
    return Files.isWritable(Path.of("/dev/full"));
  }

  private static int lineStart(byte[] bytes, int line) {
    int start = 0;
    for (int i = 0; i < line; i++) {
      while (bytes[start] != '\n') {
        start++;
      }
      start++;
    }
    return start;
  }
}
