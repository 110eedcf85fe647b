package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/// Executes the run of a drill, and does to it what its scenario does in the middle of a run.
final class Execution {
  private static final Duration LONGEST_TO_THE_KILL = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final DrillContext context;
  private final Scenario scenario;
  private final String by;
  private Criterion seen = Criterion.met("executed by one controller");

  /// @param by the person, kept in the journal
  Execution(DrillContext context, Scenario scenario, String by) {
    this.context = context;
    this.scenario = scenario;
    this.by = by;
  }

  /// Whether what the scenario does to a run was done to this one.
  Criterion seen() {
    return seen;
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @param faults of the scenario, in its order
  RunState run(Runs.OpenRun open, World world, List<dev.lifeboat.provider.Fault> faults)
      throws InterruptedException, ProblemException {
    if (scenario == Scenario.CONTROLLER_CRASH) {
      return runCrashing(open, world);
    }
    return scenario == Scenario.DOUBLE_FAULT
        ? runBreaking(open, world, faults.getLast())
        : run(open, world, (state, entry) -> {});
  }

  /// Runs the same way, and hands each entry to `meanwhile` before the run goes on.
  RunState run(Runs.OpenRun open, World world, BiConsumer<RunState, Entry> meanwhile)
      throws InterruptedException, ProblemException {
    try (var journal = open.journal()) {
      var state = open.state();
      var runner =
          new Runner(
              context.clock(),
              journal,
              state,
              world,
              entry -> {
                context.narrator().happened(state, entry);
                meanwhile.accept(state, entry);
              });
      runner.run();
      if (state.phase() instanceof RunState.Phase.Ended) {
        context.runs().release(state);
      }
      return state;
    }
  }

  private static boolean promotes(Entry entry) {
    return entry.event() instanceof Event.PromotionIntended;
  }

  /// The recovery region loses something as soon as it is to be promoted.
  private RunState runBreaking(Runs.OpenRun open, World world, dev.lifeboat.provider.Fault second)
      throws InterruptedException, ProblemException {
    seen = Criterion.missed("the run ended before the second fault");
    return run(
        open,
        world,
        (state, entry) -> {
          if (promotes(entry)) {
            breakOnce(second);
          }
        });
  }

  private void breakOnce(dev.lifeboat.provider.Fault second) {
    if (seen.verdict() == dev.lifeboat.scenario.Judgement.MET) {
      return;
    }
    try {
      var _ = context.inject(scenario.word() + ", the second fault", second);
      seen = Criterion.met("the second fault came with the first promotion");
    } catch (ProblemException failed) {
      seen = Criterion.unknown("the second fault failed: " + failed.problem().happened());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Another process begins the run and is killed once its first promotion is durable in the
  /// journal; this one takes the run up.
  private RunState runCrashing(Runs.OpenRun open, World world)
      throws InterruptedException, ProblemException {
    var run = open.files().run();
    open.journal().close();
    var controller =
        context
            .required(
                ControllerProcesses.class, "a controller that is killed in the middle of a run")
            .start(context.resumption().apply(run));
    long pid = controller.pid();
    boolean killed;
    try {
      context.narrator().begins("controller", "process %d executes the run".formatted(pid));
      killed = killAtPromotion(open, controller);
    } finally {
      // Also where the drill itself is interrupted: a run has one controller.
      boolean _ = controller.kill();
    }
    var entries = JournalReader.read(open.files().journal()).entries();
    context
        .narrator()
        .ends(
            "controller",
            killed
                ? "process %d killed after %d journal entries".formatted(pid, entries.size())
                : "process %d ended before it could be killed".formatted(pid));
    if (entries.stream().anyMatch(entry -> entry.event() instanceof Event.RunEnded)) {
      seen = Criterion.missed("the controller ended the run before it could be killed");
      return context.runs().read(run);
    }
    seen =
        killed
            ? Criterion.met(
                "the controller was killed after %d journal entries, another one took the run up"
                    .formatted(entries.size()))
            : Criterion.missed("the controller ended by itself");
    return run(context.runs().resume(run, by), world, (state, entry) -> {});
  }

  private boolean killAtPromotion(Runs.OpenRun open, ControllerProcesses.Controller controller)
      throws InterruptedException, ProblemException {
    var end = context.clock().instant().plus(LONGEST_TO_THE_KILL);
    while (controller.alive() && context.clock().instant().isBefore(end)) {
      var entries = JournalReader.read(open.files().journal()).entries();
      if (entries.stream().anyMatch(Execution::promotes)) {
        return controller.kill();
      }
      context.pause().of(LOOK);
    }
    return controller.kill();
  }
}
