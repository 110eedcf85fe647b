package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.journal.CopiedJournal;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Storefront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a controller leaves in the copy of its journal, another one goes on with.
class JournalCopiesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

  @TempDir private Path folder;
  private FilePlacements placements;
  private Runs runs;

  @BeforeEach
  void place() throws IOException, ProblemException {
    Files.createDirectory(folder.resolve("copies"));
    placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), Placement.first(Storefront.SHOP, Storefront.EAST));
    runs =
        new Runs(
            folder.resolve("runs"),
            placements,
            () -> NOW,
            new Random(),
            Pace.standard(),
            new FileCopies(folder));
  }

  /// Copies as files of another folder.
  private record FileCopies(Path folder) implements JournalCopies {
    Path file(RunId run) {
      return folder.resolve("copies").resolve(run + ".copy");
    }

    @Override
    public Journal of(RunId run, JournalReader.Contents contents, FileJournal file) {
      try {
        return new CopiedJournal(
            contents.entries().isEmpty()
                ? FileJournal.create(file(run))
                : FileJournal.resume(file(run), contents),
            file);
      } catch (ProblemException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public byte[] lines(RunId run) {
      try {
        return Files.exists(file(run)) ? Files.readAllBytes(file(run)) : new byte[0];
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public boolean outliveController() {
      return true;
    }
  }

  private RunFolder begun() throws Exception {
    var files = runs.reserve();
    var plan = Storefront.plan();
    var open =
        runs.open(
            new Runs.Request(
                files.run(),
                new byte[] {1},
                plan.sha256(),
                Storefront.runbook(plan, Mode.FAILOVER, Storefront.EAST),
                "ann",
                "a test"));
    open.journal().close();
    return files;
  }

  private Path copy(RunFolder files) {
    return new FileCopies(folder).file(files.run());
  }

  @Test
  void both_hold_the_same_bytes() throws Exception {
    var files = begun();
    assertThat(files.journal()).hasSameBinaryContentAs(copy(files));
  }

  @Test
  @Tag("invariant-56")
  void what_a_crash_left_in_the_copy_alone_is_caught_up() throws Exception {
    var files = begun();
    append(copy(files), "who died then");

    var open = runs.resume(files.run(), "ben");

    open.journal().close();
    var entries = JournalReader.read(files.journal()).entries();
    assertThat(entries.get(1).event()).isEqualTo(new Event.Resumed("who died then"));
    assertThat(entries.get(2).event()).isEqualTo(new Event.Resumed("ben"));
    assertThat(files.journal()).hasSameBinaryContentAs(copy(files));
  }

  /// Each is sound by itself, so that only the comparison tells.
  @Test
  void a_copy_that_tells_another_story_is_not_taken() throws Exception {
    var files = begun();
    append(files.journal(), "ann");
    append(copy(files), "eve");
    append(copy(files), "eve");
    var before = Files.readAllBytes(files.journal());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> runs.resume(files.run(), "ben"))
        .satisfies(told -> assertThat(told.problem().happened()).contains("tell two stories"))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB4002));
    assertThat(files.journal()).hasBinaryContent(before);
  }

  private static void append(Path journal, String who) throws Exception {
    var contents = JournalReader.read(journal);
    try (var alone = FileJournal.resume(journal, contents)) {
      alone.append(alone.nextSequence(), List.of(new Event.Resumed(who)), NOW);
    }
  }

  /// Goal: a second controller, which the copy refuses, leaves nothing in the file either.
  @Test
  void what_the_copy_refuses_is_not_in_the_file() throws Exception {
    var files = begun();
    var before = Files.readAllBytes(files.journal());
    var contents = JournalReader.read(files.journal());
    try (var both =
        new CopiedJournal(
            FileJournal.resume(copy(files), contents),
            FileJournal.resume(files.journal(), contents))) {
      append(copy(files), "somebody else");

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> both.append(1, List.of(new Event.Resumed("ben")), NOW));
    }
    assertThat(files.journal()).hasBinaryContent(before);
  }
}
