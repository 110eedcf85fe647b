package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.watch.RestoreProof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup counts once it was restored: what was tried is noted, and what is too old is told.
final class PlanProofTest {
  @TempDir private Path state;
  private KeptShop shop;
  private PlanProof proof;
  private final List<Problem> untried = new ArrayList<>();

  @BeforeEach
  void make() throws Exception {
    shop = new KeptShop(state, "{ url: a }", ", proveEvery: 7d");
    var backup = shop.backup;
    proof = new PlanProof(backup.controlled(), backup.vaults(), backup.host());
  }

  private List<PlanProof.Outcome> prove() throws Exception {
    var shopOfPlan = shop.backup.controlled().workload();
    return proof.run(BackedUpDatabase.of(shop.file.plan(), shopOfPlan));
  }

  private List<PlanProof.Outcome> due() throws Exception {
    return proof.runDue(untried::add);
  }

  private BackupHistory history() throws Exception {
    return BackupHistory.of(shop.backup.controlled(), "orders", "offsite");
  }

  private List<BackupAge> ages() {
    return BackupAges.of(shop.backup.controlled(), shop.clock.now).noted();
  }

  private List<String> told() {
    return ages().stream().flatMap(it -> it.concern().stream()).map(Concern::phrase).toList();
  }

  private void pass(Duration span) throws Exception {
    shop.clock.now = shop.clock.now.plus(span);
    var _ = shop.backup.run(false);
  }

  /// Goal: a backup that nobody restored is red, and one that was restored is so once that is old.
  /// Method: time passes, with backups as planned.
  @Test
  void a_backup_is_red_until_it_was_proven_and_once_that_is_too_old() throws Exception {
    pass(Duration.ZERO);
    assertThat(told())
        .hasSize(2)
        .allMatch(it -> it.contains("no restore of 'orders' from vault"))
        .allMatch(it -> it.contains("was ever proven, 'proveEvery' is 7 d"))
        .allMatch(it -> it.contains("lifeboat restore " + shop.file.typed() + " --test"));

    var at = shop.clock.now;
    assertThat(prove()).hasSize(2).allMatch(it -> it.proof().isProven());
    assertThat(told()).isEmpty();
    pass(Duration.ofDays(7));
    assertThat(told()).isEmpty();
    assertThat(ages()).allMatch(it -> it.proven().equals(Optional.of(at)));
    pass(Duration.ofSeconds(1));
    assertThat(told()).hasSize(2).allMatch(it -> it.contains("is 7 days old"));
    assertThat(ages()).allMatch(BackupAge::isLate);
  }

  @Test
  void what_was_tried_is_kept_with_its_evidence_whether_it_is_right_or_not() throws Exception {
    pass(Duration.ZERO);
    var _ = prove();
    shop.trouble =
        Optional.of(ProblemException.lasting(Code.LB9008, "it does not start", "-", "-"));
    assertThat(prove()).allMatch(it -> it.problem().isPresent() && !it.proof().isProven());
    shop.trouble = Optional.empty();
    shop.vault.damage("base/1");
    assertThat(prove()).extracting(it -> it.proof().isProven()).containsExactly(false, true);

    assertThat(history().proofs())
        .extracting(RestoreProof::why)
        .containsExactly(
            Optional.of("vault 'offsite' is damaged: base/1"),
            Optional.of("it does not start"),
            Optional.empty());
    var proven = history().proofs().getLast();
    assertThat(proven.checked()).containsExactly("read: 2 tables with 7 rows");
    assertThat(proven.digest()).contains("d1");
    assertThat(proven.point()).matches(it -> it.orElseThrow().reaches().equals("0/1"));
    assertThat(history().backups())
        .singleElement()
        .matches(it -> it.bytes() == 1 && it.addedBytes() == 1 && it.why().isEmpty());
  }

  /// What fails is not tried again and again: it takes all that a restore takes.
  @Test
  void a_watch_tries_what_is_due_and_what_failed_an_hour_later() throws Exception {
    assertThat(due()).as("nothing was kept yet").isEmpty();
    pass(Duration.ZERO);
    assertThat(due()).hasSize(2);
    assertThat(due()).isEmpty();
    pass(Duration.ofDays(7));
    shop.trouble =
        Optional.of(ProblemException.lasting(Code.LB9008, "it does not start", "-", "-"));
    assertThat(due()).hasSize(2);
    pass(Duration.ofMinutes(59));
    assertThat(due()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(due()).hasSize(2);
  }

  /// Goal: a drill's servers and time are its own. Method: two bases are kept, of which each is
  /// due.
  @Test
  void what_keeps_backups_beside_a_drill_tries_none() throws Exception {
    var told = new ProgressLines();
    try (var _ = BackupWatch.besideDrill(shop.backup, told)) {
      told.await("backup done a base of orders in offsite");
      shop.clock.now = shop.clock.now.plus(Duration.ofDays(1));
      shop.vault.awaitTaken(2);
    }
    assertThat(history().proofs()).isEmpty();
    assertThat(due()).as("they were due").hasSize(2);
  }

  /// Seen red by the newest proven restore that counted alone.
  @Test
  void one_that_failed_is_told_however_new_the_last_proven_one_is() throws Exception {
    pass(Duration.ZERO);
    var _ = prove();
    var at = shop.clock.now;
    shop.vault.damage("base/1");
    pass(Duration.ofSeconds(1));
    var _ = prove();
    assertThat(told())
        .singleElement()
        .asString()
        .contains("the last restore of 'orders' from vault 'offsite', to try it, proves nothing")
        .contains("vault 'offsite' is damaged: base/1");
    assertThat(ages()).allMatch(it -> it.concern().isEmpty() || it.concern().get().isWarning());
    assertThat(ages().getFirst().proven()).contains(at);
  }

  /// Seen red by the busy one being noted as a failure.
  @Test
  void what_passes_by_itself_is_noted_by_nobody_and_tried_again_soon() throws Exception {
    pass(Duration.ZERO);
    shop.trouble =
        Optional.of(ProblemException.passing(Code.LB9008, "another is tried now", "-", "wait"));
    assertThat(due()).hasSize(2).allMatch(it -> it.unnoted().equals(it.problem()));
    assertThat(untried).hasSize(2);
    assertThat(history().proofs()).isEmpty();
    shop.trouble = Optional.empty();
    pass(Duration.ofSeconds(59));
    assertThat(due()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(due()).hasSize(2);
  }

  private Path note(String vault) {
    return WatchSources.of(shop.backup.controlled())
        .notes()
        .folder()
        .resolve("shop.orders." + vault + ".proofs.json");
  }

  /// Seen red by a try that was remembered by its note alone.
  @Test
  void a_note_that_cannot_be_read_or_written_keeps_no_other_from_its_turn_and_nothing_repeats()
      throws Exception {
    pass(Duration.ZERO);
    Files.writeString(note("offsite"), "half");
    assertThat(due()).singleElement().matches(it -> it.vault().name().equals("far"));
    assertThat(untried).singleElement().matches(it -> it.code() == Code.LB4001);
    assertThat(ages())
        .filteredOn(it -> it.vault().equals("offsite"))
        .singleElement()
        .matches(it -> it.concern().orElseThrow().phrase().contains("is not known: "));

    untried.clear();
    shop.during = () -> Files.createDirectories(note("far").resolve("in the way"));
    pass(Duration.ofDays(8));
    Files.delete(note("far"));
    assertThat(due()).singleElement().matches(it -> it.proof().isProven());
    assertThat(untried).as("unread and unwritten").hasSize(2);
    Files.delete(note("far").resolve("in the way"));
    Files.delete(note("far"));
    pass(Duration.ofSeconds(1));
    assertThat(due()).as("it was tried a second ago").isEmpty();
  }

  @Test
  void what_fails_again_and_again_is_in_the_history_once() throws Exception {
    shop.vault.fail(Optional.of(ProblemException.lasting(Code.LB9003, "it is full", "-", "-")));
    pass(Duration.ofMinutes(5));
    pass(Duration.ofMinutes(5));
    assertThat(history().backups())
        .singleElement()
        .matches(it -> it.why().equals(Optional.of("it is full")));
  }
}
