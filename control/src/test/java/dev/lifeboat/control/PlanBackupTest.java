package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PlanBackup.Did;
import dev.lifeboat.control.PlanBackup.Outcome;
import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When backups of a plan are taken.
class PlanBackupTest {
  @TempDir private Path state;
  private KeptShop.HandClock clock;
  private MemoryVault vault;
  private MemoryVault copy;
  private MemoryRegions regions;
  private PlanBackup backup;

  @BeforeEach
  void make() throws Exception {
    var shop = new KeptShop(state);
    clock = shop.clock;
    vault = shop.vault;
    copy = shop.copy;
    regions = shop.regions;
    backup = shop.backup;
  }

  private Did did() throws Exception {
    return run().did();
  }

  private Outcome run() throws Exception {
    var outcomes = backup.run(false);
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  @Test
  void a_base_comes_first_then_log_when_it_is_due_and_a_base_each_night() throws Exception {
    assertThat(run()).matches(it -> it.did() == Did.BASE && it.copied() == 1);
    assertThat(vault.from()).isEqualTo("replication@east:5432/orders");
    assertThat(vault.retained()).isTrue();

    clock.now = clock.now.plus(Duration.ofMinutes(2));
    assertThat(run()).matches(it -> it.did() == Did.NOTHING && it.copied() == 0);
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    assertThat(run()).matches(it -> it.did() == Did.LOG && it.copied() == 1);

    clock.now = Instant.parse("2026-11-28T01:59:00Z");
    assertThat(did()).isEqualTo(Did.LOG);
    clock.now = Instant.parse("2026-11-28T02:00:00Z");
    assertThat(did()).isEqualTo(Did.BASE);
    clock.now = Instant.parse("2026-12-24T12:00:00Z");
    assertThat(did()).as("those of weeks were missed: one is taken").isEqualTo(Did.BASE);
    assertThat(did()).isEqualTo(Did.NOTHING);
    assertThat(backup.run(true).getFirst().did()).as("wanted now").isEqualTo(Did.BASE);
  }

  /// Goal: a clock that was ahead once keeps no backup off. Seen red by what it wrote counting.
  @Test
  void what_a_clock_ahead_wrote_counts_for_nothing() throws Exception {
    clock.now = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(did()).isEqualTo(Did.BASE);

    clock.now = Instant.parse("2026-11-27T09:31:00Z");
    assertThat(did()).isEqualTo(Did.BASE);
    assertThat(did()).isEqualTo(Did.NOTHING);
    clock.now = clock.now.plus(Duration.ofMinutes(5));
    assertThat(did()).isEqualTo(Did.LOG);
  }

  @Test
  void a_copy_that_fails_hides_no_backup() throws Exception {
    copy.fail(Optional.of(ProblemException.lasting(Code.LB9003, "it is full", "no", "room")));

    assertThat(run())
        .matches(it -> it.did() == Did.FAILED && it.taken().isPresent())
        .matches(it -> it.why().orElseThrow().happened().equals("it is full"));
  }

  /// Seen red by a note that is written before the copy, and ends it. Seen red by a figure for the
  /// history that kept the copy and the note off.
  @Test
  void a_vault_that_falls_silent_behind_a_base_hides_no_base_and_keeps_no_copy_off()
      throws Exception {
    vault.fallSilent(ProblemException.lasting(Code.LB9003, "no answer", "nothing", "wait"));
    assertThat(run())
        .matches(it -> it.did() == Did.FAILED && it.taken().isPresent() && it.copied() == 1)
        .matches(it -> it.why().orElseThrow().happened().contains("no answer"));
  }

  @Test
  void a_note_that_cannot_be_written_keeps_no_copy_off() throws Exception {
    var notes = regions.notes().orElseThrow();
    Files.createDirectories(notes.resolve("shop.orders.offsite.backup.json/in-the-way"));

    assertThat(run())
        .matches(it -> it.did() == Did.FAILED && it.copied() == 1)
        .matches(it -> it.why().orElseThrow().happened().startsWith("'status' will not know of"));
  }

  /// Seen red by the moment at which the base began.
  @Test
  void the_log_behind_a_base_that_took_hours_is_as_young_as_its_end() throws Exception {
    vault.during(() -> clock.now = clock.now.plus(Duration.ofHours(2)));
    var begun = clock.now;

    assertThat(did()).isEqualTo(Did.BASE);
    assertThat(new WatchFolder(regions.notes().orElseThrow()).backup("shop", "orders", "offsite"))
        .hasValueSatisfying(it -> {
          assertThat(it.base()).contains(begun);
          assertThat(it.log()).contains(clock.now);
        });
  }

  @Test
  void the_writer_is_read_wherever_it_is_and_nobody_while_a_run_is_open() throws Exception {
    var first = regions.placements().read("shop").orElseThrow();
    var claimed = first.claimedBy(new RunId("20261127-093000-7q2k"));
    regions.placements().compareAndSet(Optional.of(first), claimed);

    assertThat(did()).isEqualTo(Did.WAITED);
    assertThat(vault.from()).isEmpty();
  }

  /// Goal: nothing is written where its plan forbids it, be it the vault or its copy.
  @Test
  void nothing_is_written_outside_the_residency_of_the_data() throws Exception {
    var abroad = "{ url: a, region: abroad }";
    var why = "data of 'shop' may lie only in DE, and of vault '%s' 'abroad' lies in US";

    var vaultAbroad = resident("vault", "DE", abroad, "{ url: b }");
    assertThat(run())
        .matches(it -> it.did() == Did.FAILED && it.taken().isEmpty() && it.copied() == 0)
        .matches(it -> it.why().orElseThrow().code() == Code.LB9009)
        .matches(it -> it.why().orElseThrow().happened().equals(why.formatted("offsite")));
    assertThat(vaultAbroad.vault.from()).isEmpty();

    var copyAbroad = resident("copy", "DE", "{ url: a }", abroad);
    assertThat(run())
        .matches(it -> it.did() == Did.FAILED && it.taken().isPresent() && it.copied() == 0)
        .matches(it -> it.why().orElseThrow().happened().equals(why.formatted("far")));
    assertThat(copyAbroad.vault.from()).isNotEmpty();

    var _ = resident("both", "DE, US", abroad, abroad);
    assertThat(run()).matches(it -> it.did() == Did.BASE && it.copied() == 1);
  }

  private KeptShop resident(String name, String places, String offsite, String far)
      throws Exception {
    var keys =
        "assess: { places: { east: DE, west: DE, abroad: US }, residency: { shop: [%s] } }\n"
            .formatted(places);
    var folder = Files.createDirectories(state.resolve(name));
    var shop = new KeptShop(folder, offsite, "", far, keys);
    backup = shop.backup;
    return shop;
  }

  /// Else two pay for the same bytes. Seen red without the lock.
  @Test
  void never_two_at_once() throws Exception {
    var folder = Files.createDirectories(state.resolve("backups"));
    try (var _ =
        ExclusiveLock.ifFree(folder.resolve("storefront.shop.orders.lock")).orElseThrow()) {
      assertThat(did()).isEqualTo(Did.WAITED);
    }
    assertThat(did()).isEqualTo(Did.BASE);
  }

  @Test
  void what_fails_is_told_with_its_problem_and_tried_again() throws Exception {
    vault.fail(
        Optional.of(ProblemException.lasting(Code.LB9003, "it is full", "nothing", "make room")));
    assertThat(run())
        .matches(it -> it.did() == Did.FAILED)
        .matches(it -> it.why().orElseThrow().happened().equals("it is full"));

    vault.fail(Optional.empty());
    assertThat(did()).isEqualTo(Did.BASE);
  }

  @Test
  void a_watch_begins_with_what_was_missed_and_tells_trouble_once() throws Exception {
    var told = new ProgressLines();
    vault.fail(
        Optional.of(ProblemException.lasting(Code.LB9003, "it is full", "nothing", "make room")));
    try (var _ = new BackupWatch(backup, told)) {
      told.await("backup failed orders: it is full");
      clock.now = clock.now.plus(Duration.ofMinutes(6));
      vault.awaitTaken(2);
      vault.fail(Optional.empty());
      clock.now = clock.now.plus(Duration.ofMinutes(6));
      told.await("backup done a base of orders in offsite");
    }
    assertThat(told.toString().lines().filter(it -> it.contains("it is full"))).hasSize(1);
  }

  /// Goal: a clock that was ahead keeps no watch from its backups. Seen red without the look
  /// whether it was set back.
  @Test
  void a_watch_whose_clock_is_set_back_goes_on_at_once() throws Exception {
    clock.now = Instant.parse("2027-01-01T00:00:00Z");
    try (var _ = new BackupWatch(backup, new ProgressLines())) {
      vault.awaitTaken(1);
      clock.now = Instant.parse("2026-11-27T09:31:00Z");
      vault.awaitTaken(2);
    }
  }

  /// Goal: log that waits for long is told, whatever it waits for. Method: a run is open meanwhile.
  @Test
  void a_watch_tells_once_that_log_waits_for_long_and_once_that_it_is_over() throws Exception {
    var told = new ProgressLines();
    try (var _ = new BackupWatch(backup, told)) {
      told.await("backup done a base of orders in offsite");
      var first = regions.placements().read("shop").orElseThrow();
      var claimed = first.claimedBy(new RunId("20261127-093000-7q2k"));
      regions.placements().compareAndSet(Optional.of(first), claimed);
      clock.now = clock.now.plus(Duration.ofMinutes(11));
      told.await(
          "backup late orders: LB9007 what is kept of 'orders' in vault 'offsite' ends 11 min");
      clock.now = clock.now.plus(Duration.ofMinutes(1));
      regions.placements().compareAndSet(Optional.of(claimed), claimed.released());
      clock.now = clock.now.plus(Duration.ofMinutes(6));
      told.await("backup in-time");
    }
    assertThat(told.toString().lines().filter(it -> it.contains("late")))
        .as("once of each vault")
        .hasSize(2)
        .doesNotHaveDuplicates();
  }
}
