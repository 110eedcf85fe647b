package dev.lifeboat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the regions of every provider must do, wherever they are. Each provider has one subclass; a
/// mistake found in one becomes a test here, for all of them.
///
/// When a test begins, the writer of the plan's first workload is at home, nothing is broken, and
/// no run is open.
public abstract class PlatformContract {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final Random chance = new Random(1);
  @TempDir private Path runs;

  /// The plan of the regions.
  protected abstract Plan plan() throws Exception;

  /// The regions; the subclass lets go of them.
  protected abstract Platform platform() throws Exception;

  /// What the regions can do beside what every provider must.
  protected abstract Set<Class<? extends Platform.Ability>> abilities();

  private Workload workload() throws Exception {
    return plan().workloads().values().iterator().next();
  }

  private String home() throws Exception {
    return plan().primary().name();
  }

  private String away() throws Exception {
    return plan().recovery().name();
  }

  private Placement placed() throws Exception {
    return platform().placements().read(workload().name()).orElseThrow();
  }

  private List<Resource> stores() throws Exception {
    return Stream.<Resource>concat(
            workload().resources(Database.class).stream(),
            workload().resources(Bucket.class).stream())
        .toList();
  }

  @Test
  void every_goal_of_every_runbook_can_be_looked_at_and_a_look_changes_nothing() throws Exception {
    var before = placed();
    var reconcilers = platform().reconcilers(workload());
    for (var mode : List.of(Mode.FAILOVER, Mode.SWITCHOVER, Mode.REPROTECT)) {
      for (var step : runbook(mode).steps()) {
        if (step instanceof Step.Reach reach) {
          look(reconcilers, reach.goal());
        }
      }
    }
    assertThat(placed()).isEqualTo(before);
    the_writer_is_where_the_placement_says();
  }

  /// Nothing is broken, so whoever looks can tell, and what a run asks for first could be asked
  /// for. Of a fence nobody may be able to tell, but home, which serves, is fenced in nothing; and
  /// whether a copy can be made is a matter of what there is room for.
  private <G extends Goal> void look(Reconcilers reconcilers, G goal) throws Exception {
    var reconciler = reconcilers.reconciler(goal);
    var ready = reconciler.preflight(goal);
    var seen = reconciler.observe(goal);
    if (goal instanceof Goal.Fenced) {
      assertThat(goal.region().equals(home()) && seen instanceof Observation.Met)
          .as("%s: %s", goal.phrase(), seen)
          .isFalse();
      return;
    }
    assertThat(seen).as(goal.phrase()).isNotInstanceOf(Observation.Unreachable.class);
    if (!(goal instanceof Goal.Replicating)) {
      assertThat(ready.hindrance()).as(goal.phrase()).isEmpty();
    }
  }

  @Test
  void the_writer_is_where_the_placement_says() throws Exception {
    assertThat(placed().writer()).isEqualTo(home());
    for (var store : stores()) {
      assertThat(seen(new Goal.Promoted(store.name(), home()))).isInstanceOf(Observation.Met.class);
      assertThat(seen(new Goal.Promoted(store.name(), away())))
          .isNotInstanceOf(Observation.Met.class);
    }
  }

  /// Goal: a request that comes late has no effect, although nothing else would refuse it.
  ///
  /// Method: a run that no longer is the workload's asks for a promotion, under the epoch of
  /// before.
  @Test
  void a_late_promotion_is_refused_where_it_would_take_effect() throws Exception {
    var open = placed().claimedBy(new RunId("the-next-run"));
    platform().placements().compareAndSet(Optional.of(placed()), open);
    try {
      var late =
          new Attempt(
              new RunId("the-last-run"),
              new StepId("promote"),
              open.epoch(),
              1,
              Instant.MAX,
              Succession.of(open.epoch()));
      for (var store : stores()) {
        var goal = new Goal.Promoted(store.name(), away());
        assertThatExceptionOfType(ProblemException.class)
            .as(store.name())
            .isThrownBy(
                () -> platform().reconcilers(workload()).reconciler(goal).pursue(goal, late))
            .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
        assertThat(seen(goal)).isNotInstanceOf(Observation.Met.class);
      }
    } finally {
      platform().placements().compareAndSet(Optional.of(open), open.released());
    }
  }

  @Test
  void who_watches_sees_that_the_writer_lives() throws Exception {
    var round = platform().views(workload(), home()).look(Instant.now(), DEADLINE);
    assertThat(round.failed()).as(round.reasons()).isFalse();
    var copies = platform().replicas(workload(), home()).look();
    assertThat(copies).extracting(Replica::store).doesNotHaveDuplicates();
    assertThat(stores()).extracting(Resource::name).containsAll(names(copies));
    assertThat(copies).extracting(Replica::seen).allSatisfy(it -> assertThat(it).isNotBlank());
  }

  private static List<String> names(List<Replica> copies) {
    return copies.stream().map(Replica::store).toList();
  }

  @Test
  void a_pause_is_in_force_until_it_is_ended() throws Exception {
    var now = Instant.now();
    var pauses = platform().pauses();
    var pause =
        new Maintenance(workload().name(), "ann", "a test", now, now.plus(Duration.ofHours(1)));
    pauses.begin(pause);
    assertThat(pauses.maintenance(workload().name())).contains(pause);
    pauses.endMaintenance(workload().name());
    assertThat(pauses.maintenance(workload().name())).isEmpty();
  }

  @Test
  void an_ability_is_found_by_its_type_and_no_other_is_there() throws Exception {
    for (var type : abilities()) {
      assertThat(platform().ability(workload(), type)).as("%s", type).isPresent();
    }
    assertThat(
            Stream.concat(Stream.of(platform()), platform().abilities(workload()).stream())
                .flatMap(it -> abilities(it.getClass()).stream()))
        .containsExactlyInAnyOrderElementsOf(abilities());
    assertThat(platform().ability(workload(), Unheard.class)).isEmpty();
  }

  private interface Unheard extends Platform.Ability {}

  /// What an object of that class can do.
  private static Set<Class<?>> abilities(Class<?> type) {
    var found = new LinkedHashSet<Class<?>>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      Stream.of(at.getInterfaces())
          .filter(it -> it != Platform.Ability.class && Platform.Ability.class.isAssignableFrom(it))
          .forEach(found::add);
    }
    return found;
  }

  @Test
  void a_planned_move_leads_there_and_back() throws Exception {
    run(Mode.SWITCHOVER);
    assertThat(placed().writer()).isEqualTo(away());
    for (var store : stores()) {
      assertThat(seen(new Goal.Promoted(store.name(), away()))).isInstanceOf(Observation.Met.class);
    }
    run(Mode.FAILBACK);
    the_writer_is_where_the_placement_says();
    for (var check : workload().verify()) {
      assertThat(platform().verifier(workload()).verify(check)).isInstanceOf(Observation.Met.class);
    }
  }

  private Runbook runbook(Mode mode) throws Exception {
    return platform().kind().compiler().compile(plan(), workload(), mode, placed().writer());
  }

  private <G extends Goal> Observation seen(G goal) throws Exception {
    return platform().reconcilers(workload()).reconciler(goal).observe(goal);
  }

  private void run(Mode mode) throws Exception {
    var all =
        new Runs(
            runs,
            platform().placements(),
            Clock.systemUTC(),
            chance,
            platform().pace(),
            platform().copies());
    var open =
        all.open(
            new Runs.Request(
                all.reserve().run(), new byte[0], plan().sha256(), runbook(mode), "test", ""));
    try (var journal = open.journal()) {
      var world = World.of(platform(), workload(), new Agreeable());
      var state = new Runner(Clock.systemUTC(), journal, open.state(), world, _ -> {}).run();
      assertThat(state.phase())
          .isInstanceOfSatisfying(
              RunState.Phase.Ended.class,
              ended -> assertThat(ended.outcome()).isEqualTo(Event.Outcome.DONE));
      all.release(state);
    }
  }

  private static final class Agreeable implements People {
    private final List<String> told = new ArrayList<>();

    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.of(new Answer(true, "test"));
    }

    @Override
    public String tell(Step.Tell tell) {
      told.add(tell.toString());
      return "told " + told.size();
    }
  }
}
