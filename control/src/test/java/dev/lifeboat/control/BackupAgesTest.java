package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.control.RecoveryCheck.CheckedWorkload;
import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.watch.RestoreProof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers of `status`, `check` and `points` about the backups of a plan.
class BackupAgesTest {
  private static final ProblemException GONE =
      ProblemException.lasting(Code.LB9002, "no vault is there", "nothing was done", "make one");

  @TempDir private Path state;
  private KeptShop shop;

  @BeforeEach
  void make() throws Exception {
    shop = new KeptShop(state);
  }

  private WorkloadStatus status() throws Exception {
    var reached = new MemoryAccount(shop.regions);
    return new StatusSurvey(shop.file, state, reached, shop.backup.host()).run().getFirst();
  }

  private CheckedWorkload check(PlanVaults vaults) throws Exception {
    var reached = new MemoryAccount(shop.regions);
    return new RecoveryCheck(shop.file, state, reached, vaults, shop.clock).run().getFirst();
  }

  private static List<String> told(CheckedWorkload checked) {
    return told(checked.backups());
  }

  private static List<String> told(List<BackupAge> ages) {
    return ages.stream().flatMap(it -> it.concern().stream()).map(Concern::phrase).toList();
  }

  private void pass(int minutes) {
    shop.clock.now = shop.clock.now.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void status_tells_how_old_backups_are_and_what_is_older_than_planned() throws Exception {
    assertThat(told(status().protection().backups()))
        .hasSize(2)
        .allMatch(it -> it.startsWith("nobody has noted a backup of 'orders'"));
    assertThat(status().readiness()).isEqualTo(Recoverability.UNPROVEN);

    var begun = Optional.of(shop.clock.now);
    shop.backup.run(false);
    pass(10);
    assertThat(status().protection().backups())
        .containsExactly(
            new BackupAge("orders", "offsite", begun, begun, Optional.empty(), Optional.empty()),
            new BackupAge("orders", "far", begun, begun, Optional.empty(), Optional.empty()));

    pass(1);
    assertThat(told(status().protection().backups()))
        .hasSize(2)
        .allMatch(it -> it.contains("ends 11 min ago, 'logs' is 5 min"))
        .allMatch(it -> it.contains("lifeboat backup " + shop.file.typed()));
    shop.backup.run(false);
    assertThat(told(status().protection().backups())).isEmpty();
  }

  /// A failover gets there without them. Seen red by backups that count as obstacles.
  @Test
  void no_backup_that_is_late_or_unknown_is_in_the_way_of_a_failover() throws Exception {
    shop.backup.run(false);
    pass(11);
    assertThat(status().readiness()).isEqualTo(Recoverability.UNPROVEN);
    assertThat(status().why()).noneMatch(it -> it.contains("orders"));
    assertThat(check(_ -> shop.vault).readiness()).isEqualTo(Recoverability.READY);
  }

  @Test
  void a_copy_that_fails_is_late_in_its_own_vault_alone() throws Exception {
    shop.backup.run(false);
    shop.copy.fail(Optional.of(GONE));
    pass(11);
    shop.backup.run(false);
    assertThat(told(status().protection().backups()))
        .singleElement()
        .matches(it -> it.contains("in vault 'far' ends 11 min ago"));
  }

  /// Seen red by the note counting.
  @Test
  void what_a_clock_ahead_noted_is_not_known() throws Exception {
    var now = shop.clock.now;
    shop.clock.now = Instant.parse("2027-01-01T00:00:00Z");
    shop.backup.run(false);
    shop.clock.now = now;
    assertThat(told(status().protection().backups()))
        .hasSize(2)
        .allMatch(it -> it.startsWith("nobody has noted"));
    assertThat(check(_ -> shop.vault).backups()).allMatch(it -> it.log().isEmpty());
  }

  /// Seen red by such a proof, which nobody ever noted, it seemed.
  @Test
  void a_proof_that_a_clock_ahead_noted_is_not_known() throws Exception {
    shop.backup.run(false);
    var notes = WatchSources.made(shop.backup.controlled()).notes();
    var ahead = shop.clock.now.plusSeconds(1);
    notes.add(
        notes.proofs("shop", "orders", "offsite"),
        new RestoreProof(
            ahead, Duration.ZERO, Optional.empty(), List.of(), Optional.empty(), Optional.empty()));
    var concerns =
        BackupAges.of(shop.backup.controlled(), shop.clock.now).noted().stream()
            .flatMap(it -> it.concern().stream())
            .toList();
    assertThat(concerns)
        .singleElement()
        .matches(it ->
            it.phrase()
                .endsWith("is not known: its newest is noted at " + ahead + ", which is to come"));
  }

  @Test
  void one_of_several_workloads_that_has_nothing_else_is_in_the_way_by_a_restore_that_failed()
      throws Exception {
    var text =
        Files.readString(shop.file.path())
            .replace("warm-standby", "backup-and-restore")
            .replace("standby: 1", "standby: 0")
            .replace(
                "workloads:",
                """
                workloads:
                  desk:
                    owner: it
                    criticality: low
                    objectives: { rto: 1d, rpo: 1d }
                    strategy: pilot-light
                    resources: { files: { type: bucket, replicateDeletes: false } }
                """
                    .stripTrailing());
    var file = StorefrontPlan.read(Files.writeString(state.resolve("two.yaml"), text));
    var database = BackedUpDatabase.of(file.plan(), file.workload("shop")).getFirst();
    var now = shop.clock.now;
    var failed = new TriedRestores(Optional.of(now), Optional.of("100 % gone"), Optional.empty());
    var concern =
        BackupAge.of(database, "far", Optional.of(now), Optional.of(now), failed, now, file)
            .concern()
            .orElseThrow();
    assertThat(concern.weight()).isEqualTo(Concern.Weight.OBSTACLE);
    assertThat(concern.phrase())
        .contains("proves nothing: 100 % gone")
        .contains("lifeboat restore %s --workload shop --test".formatted(file.typed()));
  }

  /// Seen red by each database asking for its own.
  @Test
  void a_vault_is_opened_once_for_all_that_it_has() throws Exception {
    var text =
        Files.readString(shop.file.path())
            .replace(
                "      images:",
                "      carts: { type: database, engine: postgresql, replication: asynchronous }\n"
                    + "      images:");
    var file = StorefrontPlan.read(Files.writeString(state.resolve("two.yaml"), text));
    shop.backup.run(false);
    var opened = new ArrayList<String>();
    PlanVaults counted =
        place -> {
          opened.add(place.name());
          return shop.vault;
        };

    assertThat(new PlanPoints(file.plan(), counted).find(false))
        .extracting(it -> it.database().database().name() + " in " + it.vault())
        .containsExactly("orders in offsite", "orders in far", "carts in offsite", "carts in far");
    assertThat(opened).containsExactly("offsite", "far");
  }

  /// Goal: no vault that hangs holds the others up.
  @Test
  void a_vault_that_does_not_answer_in_time_is_unknown() throws Exception {
    shop.backup.run(false);
    PlanVaults half = place -> place.name().equals("far") ? hanging() : shop.vault;

    assertThat(new PlanPoints(shop.file.plan(), half).find(Duration.ofMillis(200)))
        .satisfiesExactly(
            it -> assertThat(it.kept().bases()).hasSize(1),
            it ->
                assertThat(it.unread().orElseThrow().happened())
                    .isEqualTo("vault 'far': no answer in 200 ms"));
  }

  private static PlanVault hanging() throws ProblemException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    }
    throw GONE;
  }

  @Test
  void a_base_that_was_missed_is_late_once_there_was_time_for_it() {
    var database = BackedUpDatabase.of(shop.file.plan(), shop.backup.controlled().workload());
    var base = Optional.of(Instant.parse("2026-11-27T09:30:00Z"));
    for (var it : List.of("2026-11-28T02:10:00Z", "2026-11-28T02:09:59Z")) {
      var now = Instant.parse(it);
      var age =
          BackupAge.of(
              database.getFirst(),
              "offsite",
              base,
              Optional.of(now),
              TriedRestores.NONE,
              now,
              shop.file);
      assertThat(age.isLate()).as(it).isEqualTo(it.contains("02:10"));
    }
  }

  /// Goal: the vaults are believed, and no note; but a server that wrote nothing has no newer log,
  /// and the note of whoever asked it says so.
  @Test
  void check_tells_what_each_vault_lacks_and_which_one_nobody_can_read() throws Exception {
    assertThat(told(check(shop.backup.vaults())))
        .allMatch(it -> it.contains("LB9007 there is no base of 'orders'"))
        .hasSize(2);
    shop.backup.run(false);
    pass(11);
    assertThat(told(check(_ -> shop.vault)))
        .hasSize(2)
        .allMatch(it -> it.contains("ends 11 min ago, 'logs' is 5 min"));
    shop.backup.run(false);
    assertThat(check(_ -> shop.vault).backups())
        .allMatch(it -> it.concern().isEmpty() && it.log().equals(Optional.of(shop.clock.now)));

    var half = check(place -> place.name().equals("far") ? gone() : shop.vault);
    assertThat(told(half))
        .containsExactly(
            "orders: LB9002 how old backups in vault 'far' are is not known: no vault is there;"
                + " make one");
  }

  private static PlanVault gone() throws ProblemException {
    throw GONE;
  }

  @Test
  void points_of_the_other_vaults_are_told_where_one_cannot_be_read() throws Exception {
    shop.backup.run(false);
    PlanVaults half = place -> place.name().equals("far") ? gone() : shop.vault;

    assertThat(new PlanPoints(shop.file.plan(), half).find(true))
        .satisfiesExactly(
            it -> assertThat(it.kept().bases()).hasSize(1),
            it -> assertThat(it.unread()).contains(GONE.problem()));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new PlanPoints(shop.file.plan(), _ -> gone()).find(true))
        .matches(it -> it.problem().equals(GONE.problem()));
  }

  @Test
  void where_nobody_can_read_databases_all_say_so_in_the_same_words() throws Exception {
    var kind = new MemoryRegions.Kind(true);
    var words = "whose backups Lifeboat does not keep yet";
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> BackedUpDatabase.workloads(shop.file, kind, Optional.empty()))
        .matches(it -> it.problem().code() == Code.LB1005)
        .withMessageContaining(words);

    var first = Placement.first("shop", "east");
    var account =
        new MemoryAccount(new MemoryRegions(kind, shop.file.plan(), first, state.resolve("a")));
    var check = new RecoveryCheck(shop.file, state, account, _ -> gone(), shop.clock);
    assertThat(check.run().getFirst().concerns())
        .filteredOn(it -> it.problem().filter(is -> is.code() == Code.LB1005).isPresent())
        .singleElement()
        .matches(it -> it.isWarning() && it.phrase().contains(words));
    assertThat(check.refusals()).noneMatch(it -> it.happened().contains(words));
    var survey = new StatusSurvey(shop.file, state, account, shop.backup.host());
    assertThat(told(survey.run().getFirst().protection().backups()))
        .allMatch(it -> it.contains(words));
  }
}
