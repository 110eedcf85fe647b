package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.watch.RestoreProof;
import java.nio.file.Path;
import java.time.Duration;
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
    assertThat(proof.runDue()).as("nothing was kept yet").isEmpty();
    pass(Duration.ZERO);
    assertThat(proof.runDue()).hasSize(2);
    assertThat(proof.runDue()).isEmpty();
    pass(Duration.ofDays(7));
    shop.trouble =
        Optional.of(ProblemException.lasting(Code.LB9008, "it does not start", "-", "-"));
    assertThat(proof.runDue()).hasSize(2);
    pass(Duration.ofMinutes(59));
    assertThat(proof.runDue()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(proof.runDue()).hasSize(2);
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
