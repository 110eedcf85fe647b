package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.watch.VaultReplicas;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.RestoredLog;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault decides, by what it has, whether anybody is fenced for it.
final class VaultedReconcilersTest {
  private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
  private static final Goal.Promoted PROMOTED = new Goal.Promoted("orders", "west");
  private static final Goal.Protected PROTECTED = new Goal.Protected("orders", "east");
  private static final Problem WHY =
      Problem.passing(Code.LB9003, "vault 'offsite': no answer", "nothing", "wait");

  private static final CopyOf NONE =
      new CopyOf(Readiness.notReady(Problem.lasting(Code.LB2002, "it is asked", "-", "-")));

  @TempDir private Path folder;
  private FilePlacements placements;
  private final Told vaults = new Told();
  private RestoreReadiness.Target target = _ -> Readiness.ready();

  /// A vault that says what it is told to.
  private static final class Told implements RestoreSource {
    VaultLook look = new VaultLook.Unread(WHY);
    Optional<VaultPoint> noted = Optional.empty();

    @Override
    public VaultLook look(VaultWish wish) {
      return look;
    }

    @Override
    public Optional<VaultPoint> noted(String database) {
      return noted;
    }

    @Override
    public RestoredLog restore(VaultPoint point, String database, Path to) {
      throw new AssertionError("nothing is restored");
    }

    @Override
    public void keep(String database) {
      throw new AssertionError("nothing is kept");
    }
  }

  /// The writer in east is that of epoch 3.
  @BeforeEach
  void place() throws Exception {
    placements = new FilePlacements(Files.createDirectory(folder.resolve("placements")));
    var first = Placement.first("shop", "east");
    placements.compareAndSet(Optional.empty(), first);
    var run = new RunId("r-1");
    var claimed = first.claimedBy(run).released().claimedBy(run);
    placements.compareAndSet(Optional.of(first), claimed.promoted("east", 3).released());
  }

  private static VaultPoint point(long epoch, Duration age) {
    return new VaultPoint(
        "offsite", "base", epoch, 2, "0/5000060", Optional.of(NOW.minus(age)), 1 << 20);
  }

  private void has(long epoch, Duration age) {
    vaults.look = new VaultLook.Found(point(epoch, age), List.of());
  }

  private Readiness promotable() throws InterruptedException {
    return new RestoredPromotion(NONE, readiness(), _ -> target).preflight(PROMOTED);
  }

  private RestoreReadiness readiness() {
    return new RestoreReadiness(placements, "shop", vaults);
  }

  @Test
  void a_point_of_the_present_writer_makes_it_ready() throws Exception {
    has(3, Duration.ofHours(1));
    assertThat(promotable()).isInstanceOf(Readiness.Ready.class);
  }

  /// Else a failover would fence the only writer for something that is no candidate.
  @Test
  void a_point_of_another_writer_is_no_candidate_and_says_what_would_be_lost() throws Exception {
    has(1, Duration.ofHours(1));
    assertThat(promotable())
        .isInstanceOfSatisfying(
            Readiness.NoCandidate.class,
            it -> {
              assertThat(it.problem().code()).isEqualTo(Code.LB3011);
              assertThat(it.problem().happened())
                  .isEqualTo(
                      "'orders' in vault 'offsite' followed the writer of epoch 1, not that of"
                          + " epoch 3");
              assertThat(it.problem().means()).contains("everything since 2026-11-28T01:00:00Z");
              assertThat(it.problem().action()).contains("lifeboat backup", "--accept-loss");
            });
    has(0, Duration.ZERO);
    assertThat(promotable())
        .as("nobody noted whose it is")
        .isInstanceOf(Readiness.NoCandidate.class);
  }

  @Test
  void a_vault_that_is_empty_or_cannot_be_read_makes_nothing_ready() throws Exception {
    assertThat(promotable()).isEqualTo(Readiness.notReady(WHY));
    vaults.look = new VaultLook.Empty(WHY);
    assertThat(promotable()).isEqualTo(Readiness.notReady(WHY));
  }

  /// One that passes by itself would be waited for, without a writer.
  @Test
  void what_cannot_be_restored_is_told_before_anything_is_fenced() throws Exception {
    assertThat(restorable(_ -> Readiness.ready()).hindrance())
        .hasValueSatisfying(it -> {
          assertThat(it.happened()).isEqualTo(WHY.happened());
          assertThat(it.retry()).isEqualTo(Problem.Retry.NEVER);
        });
    has(1, Duration.ZERO);
    assertThat(restorable(_ -> Readiness.ready()))
        .as("a named person may want it all the same")
        .isInstanceOf(Readiness.NoCandidate.class);
    has(3, Duration.ZERO);
    assertThat(restorable(_ -> Readiness.ready())).isInstanceOf(Readiness.Ready.class);
  }

  /// Goal: an older copy is never restored in silence while another vault may have more. Method:
  /// one vault was read, one was not.
  @Test
  void while_a_vault_that_may_have_more_is_silent_only_a_person_goes_on() throws Exception {
    vaults.look = new VaultLook.Found(point(3, Duration.ofHours(1)), List.of(WHY.happened()));

    assertThat(promotable().hindrance())
        .as("no automatic failover, no failover without a word, and a preview says why")
        .hasValueSatisfying(it -> {
          assertThat(it.happened())
              .isEqualTo(
                  "vault 'offsite': no answer; it may have newer log of 'orders' than 0/5000060 on"
                      + " timeline 2 of vault 'offsite'");
          assertThat(it.action()).contains("--accept-loss");
        });
    assertThat(promotable()).isInstanceOf(Readiness.NotReady.class);
    assertThat(restorable(_ -> Readiness.ready())).isInstanceOf(Readiness.NoCandidate.class);

    assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.empty()))
        .as("it is asked for again")
        .map(Problem::retry)
        .contains(Problem.Retry.LATER);
    assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.of("ann"))).isEmpty();
    has(3, Duration.ZERO);
    assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.empty())).isEmpty();
    has(1, Duration.ZERO);
    assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.empty()))
        .as("what was there before the fence may be gone since, as with a damaged manifest")
        .map(Problem::code)
        .contains(Code.LB3011);
    assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.of("ann"))).isEmpty();
    vaults.look = new VaultLook.Unread(WHY);
    assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.of("ann"))).contains(WHY);
  }

  /// Goal: what leaves out something that was written is restored on a named person's word alone,
  /// who is told before what it is. Method: the log has a gap; then an earlier moment is wanted.
  @Test
  void what_is_cut_off_is_restored_on_a_word_alone() throws Exception {
    for (var end :
        List.of(
            new VaultPoint.End.Gap("its log has a gap"),
            new VaultPoint.End.Before(NOW.minusSeconds(60)))) {
      var whole = point(3, Duration.ofHours(1));
      vaults.look =
          new VaultLook.Found(
              new VaultPoint(
                  whole.vault(),
                  whole.server(),
                  3,
                  whole.timeline(),
                  whole.reaches(),
                  whole.until(),
                  whole.bytes(),
                  end),
              List.of());

      assertThat(promotable()).as("no automatic failover").isInstanceOf(Readiness.NotReady.class);
      assertThat(restorable(_ -> Readiness.ready()))
          .isInstanceOfSatisfying(
              Readiness.NoCandidate.class,
              it -> assertThat(it.problem().action()).contains("--accept-loss"));
      assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.empty())).isPresent();
      assertThat(UnreadVaults.hindrance("orders", vaults.look, 3, Optional.of("ann"))).isEmpty();
      assertThat(kept().text())
          .as("it protects nothing that is written now")
          .contains(end instanceof VaultPoint.End.Gap ? "its log has a gap" : "older");
    }
    vaults.look =
        new VaultLook.Found(
            new VaultPoint(
                "offsite",
                "base",
                3,
                2,
                "0/5000060",
                Optional.of(NOW),
                1,
                new VaultPoint.End.Gap("its log has a gap")),
            List.of());
    assertThat(restorable(_ -> Readiness.ready()).hindrance())
        .map(Problem::happened)
        .contains(
            "its log has a gap; the newest whole point of 'orders' is 0/5000060 on timeline 2 of"
                + " vault 'offsite', of "
                + NOW);
  }

  private Readiness restorable(RestoreReadiness.Target target) throws InterruptedException {
    return readiness().ofRestore(new Goal.Restored("orders", "west"), false, target);
  }

  /// A vault alone makes no writer.
  @Test
  void the_region_that_is_to_take_it_is_asked_too() throws Exception {
    has(3, Duration.ZERO);
    assertThat(restorable(_ -> Readiness.notReady(WHY)).hindrance())
        .map(Problem::happened)
        .contains(WHY.happened());
  }

  /// Goal: a watch, which asks for candidates alone, fences nobody for a region without room, with
  /// a held database or with a dead agent. Method: that region says so.
  @Test
  void an_automatic_failover_asks_the_region_that_is_to_take_it_too() throws Exception {
    has(3, Duration.ZERO);
    target = _ -> Readiness.notReady(WHY);
    assertThat(promotable()).isEqualTo(Readiness.notReady(WHY));
    has(1, Duration.ZERO);
    assertThat(promotable())
        .as("without it nothing could be made to follow either")
        .isEqualTo(Readiness.notReady(WHY));
  }

  private Observation kept() throws Exception {
    return new VaultProtection(
            () -> NOW, placements, "shop", new PresentEpoch(placements, "shop"), vaults, policy())
        .observe(PROTECTED);
  }

  @Test
  void the_writer_is_protected_by_its_own_log_as_fresh_as_planned() throws Exception {
    has(3, Duration.ofMinutes(9));
    assertThat(kept()).isInstanceOf(Observation.Met.class);
    has(3, Duration.ofMinutes(11));
    assertThat(kept()).isInstanceOf(Observation.Pending.class);
    has(2, Duration.ZERO);
    assertThat(kept().text()).contains("is not known to be of the writer of epoch 3");
    vaults.look = new VaultLook.Unread(WHY);
    assertThat(kept()).isInstanceOf(Observation.Unreachable.class);
  }

  @Test
  void whoever_asks_how_far_copies_are_behind_is_told_what_was_noted_of_this_writer()
      throws Exception {
    var shop = plan().workload("shop");
    var replicas = new VaultReplicas(shop, placements, vaults, List::of);
    assertThat(replicas.look()).singleElement().matches(it -> it.completeUntil().isEmpty());
    vaults.noted = Optional.of(point(3, Duration.ofSeconds(2)));
    assertThat(replicas.look())
        .singleElement()
        .matches(it -> it.completeUntil().equals(Optional.of(NOW.minusSeconds(2))));
    vaults.noted = Optional.of(point(2, Duration.ofSeconds(2)));
    assertThat(replicas.look()).singleElement().matches(it -> it.completeUntil().isEmpty());
  }

  /// Goal: a vault that is stale or away stops no run which has a copy by then. Method: a run is
  /// open, and what is there answers.
  @Test
  void within_a_run_the_copy_is_asked_and_not_the_vault() throws Exception {
    var placed = placements.required("shop");
    placements.compareAndSet(Optional.of(placed), placed.claimedBy(new RunId("r-2")));
    has(1, Duration.ofHours(1));
    var there = new RestoredPromotion(new CopyOf(Readiness.ready()), readiness(), _ -> target);
    assertThat(there.preflight(PROMOTED)).isInstanceOf(Readiness.Ready.class);
    var gone = new RestoredPromotion(new CopyOf(Readiness.notReady(WHY)), readiness(), _ -> target);
    has(3, Duration.ZERO);
    assertThat(gone.preflight(PROMOTED)).isEqualTo(Readiness.notReady(WHY));
  }

  private BackupPolicy policy() throws Exception {
    return plan().workload("shop").backup().orElseThrow();
  }

  private Plan plan() throws Exception {
    var text =
        Files.readString(Path.of("..", "examples", "storefront", "lifeboat.yaml"))
                .replace("    verify:", "    backup: { to: offsite, logs: 5m }\n    verify:")
            + "vaults: { offsite: { url: a } }\n";
    var file = Files.writeString(folder.resolve("lifeboat.yaml"), text);
    return PlanReader.OF_ANY_PROVIDER.read(file).orThrow();
  }

  /// Promotions of a region that counts for nothing while the writer is elsewhere and no run is
  /// open.
  private record CopyOf(Readiness ofCopy) implements Reconciler<Goal.Promoted> {
    @Override
    public Readiness preflight(Goal.Promoted goal) {
      return ofCopy;
    }

    @Override
    public Observation observe(Goal.Promoted goal) {
      throw new AssertionError("nobody looks");
    }

    @Override
    public void pursue(Goal.Promoted goal, Attempt attempt) {
      throw new AssertionError("nobody asks");
    }
  }
}
