package dev.lifeboat.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest extends JournalContract {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void place() {
    file = file();
  }

  private Path file() {
    return folder.resolve("run").resolve("journal.jsonl");
  }

  @Override
  protected Journal create() throws IOException, ProblemException {
    Files.createDirectories(folder.resolve("run"));
    return FileJournal.create(file());
  }

  @Override
  protected Journal resume(JournalReader.Contents contents) throws ProblemException {
    return FileJournal.resume(file(), contents);
  }

  @Override
  protected byte[] lines() throws IOException {
    return Files.readAllBytes(file());
  }

  @Test
  @Tag("invariant-17")
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

  /// Goal: an append of several pages, of which a crash kept the later ones alone was never
  /// acknowledged, so the run goes on without it. Method: zeros for its first bytes, one more each
  /// time, as pages read that never reached the disk.
  @Test
  void a_last_append_whose_first_bytes_never_reached_the_disk_is_torn() throws Exception {
    var calm = Files.readAllBytes(file);
    try (var journal = FileJournal.resume(file, JournalReader.read(file))) {
      journal.append(5, List.of(started("d"), opened(), opened(), started("e")), AT);
    }
    var whole = Files.readAllBytes(file);
    int length = whole.length - calm.length;
    assertThat(length).as("more than a page").isGreaterThan(4_096);
    for (int zeros = 1; zeros < length; zeros += 61) {
      requireTorn(calm, zeroed(whole, calm.length, zeros), "first %d bytes".formatted(zeros));
    }
    requireTorn(calm, zeroed(whole, calm.length, 4_096), "first page");
    requireTorn(calm, zeroed(whole, calm.length + length / 2, 64), "in its middle");
  }

  private void requireTorn(byte[] calm, byte[] torn, String how) throws Exception {
    Files.write(file, torn);
    var contents = JournalReader.read(file);
    assertThat(contents.entries()).as(how).hasSize(5);
    assertThat(contents.tornBytes()).as(how).isEqualTo(torn.length - (long) calm.length);
    try (var journal = FileJournal.resume(file, contents)) {
      journal.append(5, List.of(started("d")), AT);
    }
    assertThat(JournalReader.read(file).entries()).as(how).hasSize(6);
  }

  /// An append is made once the one before is durable, so zeros before a further one are no
  /// crash's.
  @Test
  void zeros_before_an_append_that_followed_are_damage() throws Exception {
    var whole = Files.readAllBytes(file);
    for (int zeros = 1; zeros < lineStart(whole, 1) - 1; zeros += 61) {
      requireDamaged(zeroed(whole, 0, zeros));
    }
    int start = lineStart(whole, 1);
    for (int zeros = 1; zeros < lineStart(whole, 3) - start; zeros++) {
      requireDamaged(zeroed(whole, start, zeros));
    }
  }

  /// A single line, whole but for its end, and another append behind it: its head still tells that
  /// no line of its own follows.
  @Test
  void zeros_behind_the_head_of_an_append_that_is_followed_are_damage() throws Exception {
    var whole = Files.readAllBytes(file);
    var first = lineStart(whole, 1);
    var two = Arrays.copyOf(whole, lineStart(whole, 4));

    requireDamaged(zeroed(two, first - 20, 10));
  }

  private static byte[] zeroed(byte[] bytes, int from, int length) {
    var zeroed = bytes.clone();
    Arrays.fill(zeroed, from, from + length, (byte) 0);
    return zeroed;
  }

  private void requireDamaged(byte[] bytes) throws Exception {
    Files.write(file, bytes);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> JournalReader.read(file))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4002));
  }

  /// A lock on the journal itself would be lost with the next thread that reads and closes it.
  @Test
  void an_append_waits_for_a_lock_file_beside_the_run() throws Exception {
    var before = Files.size(file);
    try (var journal = FileJournal.resume(file, JournalReader.read(file))) {
      Thread appends;
      try (var _ = ExclusiveLock.on(folder.resolve("run.lock"))) {
        appends =
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    journal.append(5, List.of(started("d")), AT);
                  } catch (ProblemException refused) {
                    throw new IllegalStateException(refused);
                  }
                });
        while (appends.getState() != Thread.State.TIMED_WAITING) {
          assertThat(appends.isAlive()).as("it did not wait").isTrue();
          Thread.onSpinWait();
        }
        assertThat(file).hasSize(before);
      }
      appends.join();
    }
    assertThat(JournalReader.read(file).entries()).hasSize(6);
  }

  @Test
  @Tag("invariant-17")
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
    requireDamaged((String.join("\n", lines) + "\n").getBytes(UTF_8));
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
  void a_file_that_is_there_is_never_made_a_journal() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> FileJournal.create(file))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4001));
  }

  /// It tells what a workload runs on, as the files beside it do.
  @Test
  void nobody_else_may_read_it() throws Exception {
    var file = folder.resolve("own.jsonl");

    FileJournal.create(file).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_full_disk_is_told_as_such() throws Exception {
    var full = Files.createSymbolicLink(folder.resolve("run/full"), Path.of("/dev/full"));
    try (var journal =
        FileJournal.resume(full, new JournalReader.Contents(List.of(), 0, 0, "0".repeat(64)))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> journal.append(0, List.of(started("a")), AT))
          .satisfies(refused -> {
            assertThat(refused.problem().code()).isEqualTo(Code.LB4001);
            assertThat(refused.problem().happened()).contains("No space left");
            assertThat(refused.problem().action()).contains("free disk space");
          });
    } finally {
      Files.delete(full);
    }
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
