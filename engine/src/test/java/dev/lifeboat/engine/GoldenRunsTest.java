package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.rules.ObeyedRules;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs that commit 5f629ed0 left open when its controller was killed, with the placements beside
/// them: each is read, folded, and ended by the engine of today.
final class GoldenRunsTest {
  private static final String SHOP = "shop";
  private static final RunId UNDONE = new RunId("20261124-001347-z4jt");
  private static final RunId DROPPED = new RunId("20261124-001406-tcxj");

  @TempDir Path folder;

  /// What a run was when it was left.
  ///
  /// @param writer by the placement
  /// @param epoch by the placement
  /// @param looks the steps whose goals are looked at first
  record Left(
      Mode mode,
      RunId run,
      String writer,
      long epoch,
      long highestEpoch,
      boolean pastNoReturn,
      List<String> looks) {}

  static Stream<Arguments> runs() {
    return Stream.of(
            new Left(
                Mode.SWITCHOVER,
                new RunId("20261124-001101-mpwv"),
                "east",
                3,
                4,
                false,
                List.of("fence-orders", "fence-books")),
            new Left(
                Mode.FAILOVER,
                new RunId("20261124-001150-jr62"),
                "west",
                6,
                6,
                true,
                List.of("promote-orders", "promote-books")),
            new Left(
                Mode.REPROTECT,
                new RunId("20261124-001221-5vjr"),
                "west",
                6,
                7,
                false,
                List.of("reprotect-orders", "reprotect-books")),
            new Left(
                Mode.FAILBACK,
                new RunId("20261124-001120-b7zn"),
                "east",
                5,
                5,
                true,
                List.of("shift-100-entry", "fence-images", "fence-orders", "fence-books")))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void an_open_run_of_each_mode_is_folded_and_ended(Left left) throws Exception {
    copy(left.mode().word());
    var entries = JournalReader.read(journal(left.run())).entries();
    var state = RunState.of(entries, SimulatedController.QUICK);

    assertThat(placements().read(SHOP))
        .contains(
            new Placement(
                SHOP, left.writer(), left.epoch(), left.highestEpoch(), Optional.of(left.run())));
    assertThat(state.run()).isEqualTo(left.run());
    assertThat(state.runbook().mode()).isEqualTo(left.mode());
    assertThat(state.epoch()).isEqualTo(left.highestEpoch());
    assertThat(state.phase()).isEqualTo(new RunState.Phase.Forward());
    assertThat(state.pastNoReturn()).isEqualTo(left.pastNoReturn());
    assertThat(looks(state, entries.getLast().at())).isEqualTo(left.looks());

    var ended = end(left.run(), entries.getLast().at());

    assertThat(ended.phase())
        .isEqualTo(new RunState.Phase.Ended(Event.Outcome.DONE, "every goal is met"));
    ObeyedRules.check(JournalReader.read(journal(left.run())).entries());
    var target = left.mode().moves() ? state.runbook().target() : left.writer();
    assertThat(placements().read(SHOP))
        .hasValueSatisfying(placed -> {
          assertThat(placed.writer()).isEqualTo(target);
          assertThat(placed.openRun()).isEmpty();
          assertThat(placed.highestEpoch()).isEqualTo(left.highestEpoch());
        });
  }

  @Test
  void a_run_that_was_taken_back_is_over() throws Exception {
    copy("undone");

    var state =
        RunState.of(JournalReader.read(journal(UNDONE)).entries(), SimulatedController.QUICK);

    assertThat(state.phase())
        .isEqualTo(new RunState.Phase.Ended(Event.Outcome.UNDONE, "cancelled"));
    assertThat(state.epoch()).isEqualTo(9);
    assertThat(placements().read(SHOP))
        .contains(new Placement(SHOP, "west", 9, 9, Optional.empty()));
  }

  @Test
  void a_claim_that_was_dropped_stays_dropped() throws Exception {
    copy("dropped");
    var run = folder.resolve("runs").resolve(DROPPED.value());

    assertThat(DroppedClaim.find(run))
        .hasValueSatisfying(dropped -> {
          assertThat(dropped.run()).isEqualTo(DROPPED);
          assertThat(dropped.writer()).isEqualTo("west");
          assertThat(dropped.epoch()).isEqualTo(9);
          assertThat(dropped.highestEpoch()).isEqualTo(10);
          assertThat(dropped.journal()).contains("is not an entry");
          assertThat(dropped.word())
              .isEqualTo(
                  new DroppedClaim.Word(
                      "anna", "moved by hand", Instant.parse("2026-11-24T00:16:21.740340214Z")));
        });
    assertThat(placements().chainEnd(SHOP))
        .contains(
            new ChainEnd(
                SHOP,
                List.of(
                    new Predecessor.Sealed(
                        UNDONE,
                        9,
                        "d85b2f9a89e093db0b1ce5cc5783d3bbdeab976836f64af8de26a4f06f1fd8d0"),
                    new Predecessor.Dropped(DROPPED, 10, "anna"))));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> runs(InstantSource.system()).resume(DROPPED, "ben"))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4004));
  }

  @Test
  void an_event_that_nobody_knows_is_refused_by_name() throws Exception {
    copy(Mode.REPROTECT.word());
    var run = new RunId("20261124-001221-5vjr");
    var text = Files.readString(journal(run));
    int last = text.lastIndexOf("PursuitIntended");
    Files.writeString(
        journal(run),
        text.substring(0, last)
            + "PursuitForeseen"
            + text.substring(last + "PursuitIntended".length()));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> JournalReader.read(journal(run)))
        .satisfies(refused -> assertThat(refused.problem().happened()).contains("PursuitForeseen"));
  }

  private static List<String> looks(RunState state, Instant now) {
    return Scheduler.next(state, Set.of(), now).stream()
        .map(it -> it instanceof Decision.Observe(var step) ? step.id().value() : it.toString())
        .toList();
  }

  private RunState end(RunId run, Instant left) throws Exception {
    var clock =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), left.plusSeconds(1)));
    var runs = runs(clock);
    var open = runs.resume(run, "ben");
    try (var journal = open.journal()) {
      var ended = new Runner(clock, journal, open.state(), world(open), _ -> {}).run();
      runs.release(ended);
      return ended;
    }
  }

  private Runs runs(InstantSource clock) {
    return new Runs(
        folder.resolve("runs"), placements(), clock, new Random(), SimulatedController.QUICK);
  }

  /// A world in which what was asked for holds at once. What holds stays so.
  private World world(Runs.OpenRun open) throws Exception {
    var plan =
        PlanReader.OF_ANY_PROVIDER.read(open.files().folder().resolve("plan.yaml")).orThrow();
    var reconcilers = Reconcilers.forResources(plan.workload(SHOP).resources());
    var obliging = new Obliging();
    for (var type : Resource.class.getPermittedSubclasses()) {
      for (var goal : Goal.class.getPermittedSubclasses()) {
        reconcilers.with(goal.asSubclass(Goal.class), type.asSubclass(Resource.class), obliging);
      }
    }
    return new World(
        reconcilers.build(),
        _ -> Observation.met("200"),
        new SimulatedController.SilentPeople(),
        Optional.empty(),
        placements(),
        (_, _, _) -> {});
  }

  private FilePlacements placements() {
    return new FilePlacements(folder);
  }

  private Path journal(RunId run) {
    return folder.resolve("runs").resolve(run.value()).resolve("journal.jsonl");
  }

  private void copy(String name) throws Exception {
    var set = GoldenRunsTest.class.getResource("/golden/5f629ed0/" + name);
    var from = Path.of(Objects.requireNonNull(set).toURI());
    try (var files = Files.walk(from)) {
      for (var file : files.filter(it -> !it.equals(from)).toList()) {
        Files.copy(file, folder.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static final class Obliging implements Reconciler<Goal> {
    private final Set<Goal> asked = ConcurrentHashMap.newKeySet();

    @Override
    public Readiness preflight(Goal goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal goal) {
      return goal instanceof Goal.Fenced || asked.contains(goal)
          ? Observation.met(goal.phrase())
          : Observation.pending("not yet: " + goal.phrase());
    }

    @Override
    public void pursue(Goal goal, Attempt attempt) {
      asked.add(goal);
    }
  }
}
