package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No run of a workload is left out between two others, or shown as another than it was.
final class LineageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final Placement FIRST = Placement.first(Storefront.SHOP, Storefront.EAST);

  @TempDir private Path folder;
  private FilePlacements placements;
  private Runs runs;

  @BeforeEach
  void place() throws Exception {
    placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), FIRST);
    runs =
        new Runs(
            folder.resolve("runs"),
            placements,
            () -> NOW,
            new SplittableRandom(1),
            Pace.standard());
  }

  @Test
  @Tag("invariant-76")
  void the_first_run_says_so_and_each_later_one_names_the_seal_before_it() throws Exception {
    var first = ended();
    assertThat(named(first)).containsExactly(new Predecessor.First());
    seal(first);

    var second = ended();
    assertThat(named(second)).containsExactly(sealed(first));
    seal(second);

    assertThat(named(ended())).containsExactly(sealed(second));
  }

  /// As in a drill, whose failover is sealed after its failback.
  @Test
  void what_is_not_sealed_yet_is_named_by_its_epoch_and_its_seal_by_the_next_run()
      throws Exception {
    seal(ended());
    var failover = ended();
    var failback = ended();
    assertThat(named(failback)).last().isEqualTo(new Predecessor.Unsealed(3, 3));
    seal(failback);
    seal(failover);

    assertThat(named(ended())).containsExactly(sealed(failover), sealed(failback));
  }

  @Test
  @Tag("invariant-76")
  void a_run_that_is_never_sealed_is_named_by_its_epoch() throws Exception {
    ended();
    ended();
    assertThat(named(ended())).containsExactly(new Predecessor.Unsealed(2, 3));
  }

  /// Also where a state machine moved the writer, which keeps no folder.
  @Test
  void a_placement_of_a_release_that_kept_no_chain_tells_which_epochs_were_before()
      throws Exception {
    var seventh = new Placement(FIRST.workload(), FIRST.writer(), 5, 7, Optional.empty());
    placements.compareAndSet(Optional.of(FIRST), seventh);

    assertThat(named(ended())).containsExactly(new Predecessor.Unsealed(2, 7));
  }

  @Test
  void a_run_whose_claim_was_dropped_is_named_with_who_dropped_it() throws Exception {
    var lost = opened();
    var claimed = placements.read(FIRST.workload()).orElseThrow();
    runs.lineage().dropped(claimed, "ann");
    placements.compareAndSet(Optional.of(claimed), claimed.released());

    assertThat(named(ended())).containsExactly(new Predecessor.Dropped(lost.run(), 2, "ann"));
  }

  /// What the dropped run named is lost with its journal.
  @Test
  void a_run_without_a_seal_before_one_that_was_dropped_is_named_too() throws Exception {
    seal(ended());
    ended();
    var lost = opened();
    var claimed = placements.read(FIRST.workload()).orElseThrow();
    runs.lineage().dropped(claimed, "ann");
    placements.compareAndSet(Optional.of(claimed), claimed.released());

    assertThat(named(ended()))
        .hasSize(3)
        .endsWith(new Predecessor.Unsealed(3, 3), new Predecessor.Dropped(lost.run(), 4, "ann"));
  }

  @Test
  void a_seal_is_kept_once_however_often_it_is_told() throws Exception {
    var first = ended();
    seal(first);
    seal(first);
    assertThat(named(ended())).containsExactly(sealed(first));
  }

  @Test
  void no_run_waits_for_a_chain_that_cannot_be_read() throws Exception {
    Files.writeString(folder.resolve("shop.seals.json"), "{");

    var run = ended();

    assertThat(named(run))
        .singleElement()
        .isInstanceOfSatisfying(
            Predecessor.Unread.class, unread -> assertThat(unread.why()).contains("seals.json"));
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> seal(run));
  }

  @Test
  void a_placement_that_was_made_anew_does_not_go_on_with_the_old_chain() throws Exception {
    seal(ended());
    seal(ended());
    placements.compareAndSet(placements.read(FIRST.workload()), FIRST);

    var anew = ended();
    assertThat(named(anew)).singleElement().isInstanceOf(Predecessor.Unread.class);
    seal(anew);
    assertThat(named(ended())).containsExactly(sealed(anew));
  }

  /// It claimed nothing, so its epoch is another one's.
  @Test
  void a_run_that_was_overtaken_stands_in_no_chain() throws Exception {
    var overtaken = opened();
    end(overtaken, Event.Outcome.DECLINED);

    assertThat(runs.lineage().sealed(runs.read(overtaken.run()), hash(overtaken))).isPresent();
    assertThat(placements.chainEnd(FIRST.workload())).isEmpty();
  }

  @Test
  void a_run_of_another_placement_stands_in_no_chain_of_this_one() throws Exception {
    var elsewhere = ended();
    placements.compareAndSet(placements.read(FIRST.workload()), FIRST);

    assertThat(runs.lineage().sealed(runs.read(elsewhere.run()), hash(elsewhere)))
        .hasValueSatisfying(why -> assertThat(why).contains("epoch 2 was not handed out"));
  }

  private RunFolder opened() throws Exception {
    var files = runs.reserve();
    var plan = Storefront.plan();
    var runbook = Storefront.runbook(plan, Mode.FAILOVER, Storefront.EAST);
    runs.open(
            new Runs.Request(files.run(), new byte[] {1}, plan.sha256(), runbook, "ann", "a test"))
        .journal()
        .close();
    return files;
  }

  private RunFolder ended() throws Exception {
    var files = opened();
    end(files, Event.Outcome.DONE);
    runs.release(runs.read(files.run()));
    return files;
  }

  private static void end(RunFolder files, Event.Outcome outcome) throws Exception {
    var contents = JournalReader.read(files.journal());
    try (var journal = FileJournal.resume(files.journal(), contents)) {
      journal.append(1, List.of(new Event.RunEnded(outcome, "a test")), NOW);
    }
  }

  private List<Predecessor> named(RunFolder files) throws Exception {
    return runs.read(files.run()).opened().predecessors();
  }

  private void seal(RunFolder files) throws Exception {
    var state = runs.read(files.run());
    assertThat(runs.lineage().sealed(state, hash(files))).isEmpty();
  }

  private Predecessor sealed(RunFolder files) throws Exception {
    return new Predecessor.Sealed(files.run(), runs.read(files.run()).epoch(), hash(files));
  }

  /// A stand-in for the hash of its last line.
  private static String hash(RunFolder files) {
    return Sha256.of(files.run().value().getBytes(StandardCharsets.UTF_8));
  }
}
