package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimDropTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final DroppedClaim.Word WORD = new DroppedClaim.Word("ann", "disk lost", NOW);

  @TempDir private Path folder;
  private FilePlacements placements;
  private Runs runs;
  private RunFolder files;

  @BeforeEach
  void begin() throws Exception {
    placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), Placement.first(Storefront.SHOP, Storefront.EAST));
    runs = new Runs(folder.resolve("runs"), placements, () -> NOW, new Random(), Pace.standard());
    files = runs.reserve();
    var plan = Storefront.plan();
    runs.open(
            new Runs.Request(
                files.run(),
                new byte[] {1},
                plan.sha256(),
                Storefront.runbook(plan, Mode.FAILOVER, Storefront.EAST),
                "ann",
                "a test"))
        .journal()
        .close();
  }

  @Test
  void a_run_with_a_copy_that_can_be_read_is_taken_up_there() throws Exception {
    var lines = Files.readAllBytes(files.journal());
    Files.delete(files.journal());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> drop(lines).look(files.run(), held(), WORD))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4007))
        .satisfies(refused -> assertThat(refused.problem().action()).contains("--plan PLAN"));
    lines[lines.length / 2] = 0;
    assertThat(drop(lines).look(files.run(), held(), WORD).journal()).contains("is gone");
  }

  /// Of two people, or of one and a controller that lives, the first wins.
  @Test
  void a_placement_that_changed_meanwhile_is_left_as_it_is() throws Exception {
    Files.delete(files.journal());
    var held = held();
    var claim = drop(new byte[0]).look(files.run(), held, WORD);
    var moved = held.promoted(Storefront.WEST, held.highestEpoch());
    placements.compareAndSet(Optional.of(held), moved);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> drop(new byte[0]).drop(held, claim))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    assertThat(held()).isEqualTo(moved);
  }

  /// Goal: a word that is on disk while the claim is not taken blocks nobody. Method: the placement
  /// changes in between, the journal is found again; later the claim is dropped after all.
  @Test
  void a_run_that_still_holds_its_claim_is_taken_up_whatever_was_about_to_be_dropped()
      throws Exception {
    var lines = Files.readAllBytes(files.journal());
    Files.delete(files.journal());
    var held = held();
    var claim = drop(new byte[0]).look(files.run(), held, WORD);
    placements.compareAndSet(
        Optional.of(held), held.promoted(Storefront.WEST, held.highestEpoch()));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> drop(new byte[0]).drop(held, claim));
    Files.write(files.journal(), lines);

    runs.resume(files.run(), "ann").journal().close();

    assertThat(drop(new byte[0]).drop(held(), claim)).isEmpty();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> runs.resume(files.run(), "ann"))
        .satisfies(
            refused -> assertThat(refused.problem().happened()).contains("ann dropped its claim"));
  }

  @Test
  void the_chain_of_the_workload_names_a_dropped_run() throws Exception {
    Files.delete(files.journal());
    var held = held();
    var drop = drop(new byte[0]);

    assertThat(drop.drop(held, drop.look(files.run(), held, WORD))).isEmpty();

    assertThat(placements.chainEnd(Storefront.SHOP).orElseThrow().runs())
        .contains(new Predecessor.Dropped(files.run(), held.highestEpoch(), WORD.by()));
  }

  private Placement held() throws ProblemException {
    return placements.read(Storefront.SHOP).orElseThrow();
  }

  private ClaimDrop drop(byte[] copy) {
    return new ClaimDrop(
        folder.resolve("runs"),
        placements,
        new JournalCopies() {
          @Override
          public Journal of(RunId run, JournalReader.Contents contents, FileJournal file) {
            return file;
          }

          @Override
          public byte[] lines(RunId run) {
            return copy;
          }

          @Override
          public boolean outliveController() {
            return true;
          }
        });
  }
}
