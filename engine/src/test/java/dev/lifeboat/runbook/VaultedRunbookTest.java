package dev.lifeboat.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.Prerequisites;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A workload of which nothing is elsewhere but backups.
final class VaultedRunbookTest {
  private static final RunbookCompiler COMPILER =
      new RunbookCompiler(new StorefrontTraits(false, true));

  private static Plan plan() {
    return VaultedStorefront.plan();
  }

  private static String steps(Mode mode, String source) throws ProblemException {
    var plan = plan();
    return COMPILER.compile(plan, plan.workload(Storefront.SHOP), mode, source).steps().stream()
        .map(step -> step.id().value())
        .collect(Collectors.joining(" "));
  }

  @Test
  void a_failover_restores_once_all_is_fenced_and_promotes_what_was_restored() throws Exception {
    assertThat(steps(Mode.FAILOVER, Storefront.EAST))
        .isEqualTo(
            "fence-entry fence-orders fence-images restore-orders promote-orders promote-images"
                + " run-web ready-web route-entry verify-1 tell-owner");
  }

  @Test
  void a_failover_to_an_earlier_moment_says_so_in_its_runbook() throws Exception {
    var plan = plan();
    var shop = plan.workload(Storefront.SHOP);
    var noon = Optional.of(Instant.parse("2026-11-28T12:00:00Z"));
    var runbook = COMPILER.compile(plan, shop, Mode.FAILOVER, Storefront.EAST, noon);

    assertThat(runbook.byId().get(new StepId("restore-orders")).phrase())
        .isEqualTo("orders restored in west as it was before 2026-11-28T12:00:00Z");
    assertThat(new String(RunbookJson.bytes(runbook), StandardCharsets.UTF_8))
        .contains("\"goal\":\"Restored\",\"resource\":\"orders\",\"region\":\"west\",\"before\":");
    assertThatExceptionOfType(ProblemException.class)
        .as("a copy is brought to no earlier moment")
        .isThrownBy(() -> COMPILER.compile(plan, shop, Mode.SWITCHOVER, Storefront.EAST, noon))
        .matches(it -> it.problem().code() == Code.LB2006);
  }

  @Test
  void a_move_while_both_live_copies_and_leaves_nothing_once_the_vault_has_the_new_writer()
      throws Exception {
    assertThat(steps(Mode.SWITCHOVER, Storefront.EAST))
        .isEqualTo(
            "rejoin-orders rejoin-images run-web fence-entry fence-orders fence-images"
                + " complete-orders complete-images promote-orders promote-images ready-web"
                + " route-entry keep-orders reprotect-images standby-web stand-down-orders"
                + " verify-1 tell-owner");
    var plan = plan();
    var home =
        COMPILER.compile(plan, plan.workload(Storefront.SHOP), Mode.FAILBACK, Storefront.WEST);
    assertThat(home.byId().get(new StepId("stand-down-orders")).phrase())
        .isEqualTo("nothing of orders running in west");
    assertThat(before(home, "stand-down-orders"))
        .as("the only other copy goes last")
        .contains(new StepId("keep-orders"), new StepId("promote-orders"));
  }

  private static Set<StepId> before(Runbook runbook, String step) {
    var all = new HashSet<StepId>();
    var open = new ArrayDeque<>(runbook.byId().get(new StepId(step)).after());
    while (!open.isEmpty()) {
      var id = open.poll();
      if (all.add(id)) {
        open.addAll(runbook.byId().get(id).after());
      }
    }
    return all;
  }

  @Test
  void to_protect_it_again_has_the_vault_keep_the_new_writer() throws Exception {
    assertThat(steps(Mode.REPROTECT, Storefront.WEST))
        .isEqualTo("keep-orders reprotect-images standby-web tell-owner");
  }

  private static String refusal(Plan plan, RunbookCompiler compiler) {
    var shop = plan.workload(Storefront.SHOP);
    var problem = compiler.refusal(plan, shop).orElseThrow();
    assertThat(problem.code()).isEqualTo(Code.LB2006);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> compiler.compile(plan, shop, Mode.FAILOVER, Storefront.EAST));
    return problem.happened();
  }

  @Test
  void without_a_vault_that_outlives_the_region_it_is_refused() {
    assertThat(refusal(VaultedStorefront.plan(Optional.empty()), COMPILER))
        .isEqualTo("workload 'shop' asks for backup-and-restore and has no 'backup'");
    var atHome = VaultedStorefront.vault("offsite", Optional.of(Storefront.EAST));
    assertThat(
            refusal(
                VaultedStorefront.plan(
                    Optional.of(VaultedStorefront.backup(Optional.empty())), atHome),
                COMPILER))
        .isEqualTo(
            "workload 'shop' asks for backup-and-restore and has no vault outside region 'east'");
    var away = VaultedStorefront.vault("offsite", Optional.of(Storefront.WEST));
    assertThat(
            refusal(
                VaultedStorefront.plan(
                    Optional.of(VaultedStorefront.backup(Optional.empty())), away),
                COMPILER))
        .as("the writer may be there after a failover")
        .endsWith("has no vault outside region 'west'");
    var copied = VaultedStorefront.backup(Optional.of("far"));
    var far = VaultedStorefront.vault("far", Optional.of(Storefront.WEST));
    var plan = VaultedStorefront.plan(Optional.of(copied), atHome, far);
    assertThat(COMPILER.refusal(plan, plan.workload(Storefront.SHOP))).isEmpty();
  }

  private static List<Problem> unrestorable(Code why, boolean despiteObstacles) throws Exception {
    var problem = Problem.lasting(why, "it cannot", "nothing", "back it up");
    var failover = COMPILER.compile(plan(), shop(), Mode.FAILOVER, Storefront.EAST);
    var before = new Prerequisites(failover, unrestorable(problem));
    assertThat(before.unrestorable(despiteObstacles, true))
        .as("whoever accepted the loss is told at once what can be restored")
        .isEmpty();
    return before.unrestorable(despiteObstacles, false);
  }

  /// Goal: nobody is fenced for a workload that could get no writer at all, whatever a person says.
  /// Method: the vault has nothing, has a gap, or does not answer.
  @Test
  void despite_obstacles_is_no_word_for_a_vault_that_has_nothing() throws Exception {
    for (var nothing : List.of(Code.LB9003, Code.LB9005, Code.LB9007)) {
      assertThat(unrestorable(nothing, true)).hasSize(1);
    }
    assertThat(unrestorable(Code.LB2004, false)).hasSize(1);
    assertThat(unrestorable(Code.LB2004, true)).isEmpty();
  }

  /// A person was asked and said yes, and nothing else was begun. Seen red by the question counting
  /// as something that the run did.
  @Test
  void a_run_that_only_asked_is_looked_at_before_it_fences() throws Exception {
    var ask = new Step.Ask(new StepId("approve"), "go on?", List.of(), Duration.ofHours(1));
    var failover = COMPILER.compile(plan(), shop(), Mode.FAILOVER, Storefront.EAST);
    var steps = Stream.concat(Stream.of(ask), failover.steps().stream()).toList();
    var asking =
        new Runbook("p", "shop", Mode.FAILOVER, Strategy.BACKUP_AND_RESTORE, "east", "west", steps);
    var events = new ArrayList<Event>();
    events.add(
        new Event.RunOpened(
            new RunId("r-1"), "0".repeat(64), asking, 2, "ann", "why", 1L, List.of()));
    events.add(new Event.StepStarted(ask.id()));
    events.add(new Event.Asked(ask.id(), "go on?"));
    events.add(new Event.Answered(ask.id(), true, "ann"));
    assertThat(unrestorable(asking, events)).hasSize(1);
    events.add(new Event.StepStarted(new StepId("fence-entry")));
    assertThat(unrestorable(asking, events)).isEmpty();
  }

  private static List<Problem> unrestorable(Runbook runbook, List<Event> events) throws Exception {
    var entries =
        events.stream().map(it -> new Entry(events.indexOf(it), Instant.EPOCH, "", it)).toList();
    var why = Problem.lasting(Code.LB9003, "it cannot", "nothing", "back it up");
    return new Prerequisites(runbook, unrestorable(why))
        .unrestorable(RunState.of(entries, Pace.standard()), false, false);
  }

  private static Reconcilers unrestorable(Problem why) {
    var reconcilers = Reconcilers.forResources(shop().resources());
    shop()
        .resources()
        .keySet()
        .forEach(it -> reconcilers.with(Goal.Restored.class, it, new UnrestorableRegion(why)));
    return reconcilers.build();
  }

  private static Workload shop() {
    return plan().workload(Storefront.SHOP);
  }

  @Test
  void where_nothing_restores_from_vaults_it_is_refused() {
    var compiler = new RunbookCompiler(new StorefrontTraits(false, false));
    assertThat(refusal(plan(), compiler))
        .isEqualTo("workload 'shop' asks for backup-and-restore, which has no runbook yet");
    var shop = plan().workload(Storefront.SHOP);
    assertThat(compiler.compiles(plan(), shop, Strategy.BACKUP_AND_RESTORE)).isFalse();
    assertThat(COMPILER.compiles(plan(), shop, Strategy.BACKUP_AND_RESTORE)).isTrue();
  }

  /// A region that says before a move why it could not restore.
  private record UnrestorableRegion(Problem why) implements Reconciler<Goal> {
    @Override
    public Readiness preflight(Goal goal) {
      return Readiness.notReady(why);
    }

    @Override
    public Readiness preflight(Goal goal, boolean lossAccepted) {
      return lossAccepted ? Readiness.ready() : preflight(goal);
    }

    @Override
    public Observation observe(Goal goal) {
      throw new AssertionError("nobody looks");
    }

    @Override
    public void pursue(Goal goal, Attempt attempt) {
      throw new AssertionError("nobody asks");
    }
  }
}
