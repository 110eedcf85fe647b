package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Executes the run of a drill, and does to it what its scenario does in the middle of a run.
final class Execution {
  private static final Duration LONGEST_TO_THE_KILL = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final DrillContext context;
  private final String by;
  private Criterion seen = Criterion.met("executed by one controller");

  /// @param by the person, kept in the journal
  Execution(DrillContext context, String by) {
    this.context = context;
    this.by = by;
  }

  /// Whether what the scenario does to a run was done to this one.
  Criterion seen() {
    return seen;
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @param faults of the scenario, in its order
  RunState run(Runs.OpenRun open, World world, Scenario.Move scenario, List<Fault> faults)
      throws InterruptedException, ProblemException {
    var midway =
        switch (scenario) {
          case Scenario.Failover failover -> failover.midway();
          case Scenario.Planned _ -> Scenario.Midway.NOTHING;
        };
    return switch (midway) {
      case NOTHING -> run(open, world, (_, _) -> {});
      case CONTROLLER_KILLED -> runCrashing(open, world);
      case SECOND_FAULT -> {
        seen = Criterion.missed("the run ended before the second fault");
        var what = scenario.word() + ", the second fault";
        yield run(
            open,
            world,
            (_, entry) -> {
              if (promotes(entry)) {
                breakOnce(what, faults.getLast());
              }
            });
      }
    };
  }

  /// Runs the same way, and hands each entry to `meanwhile` before the run goes on.
  RunState run(Runs.OpenRun open, World world, BiConsumer<RunState, Entry> meanwhile)
      throws InterruptedException, ProblemException {
    var state = open.state();
    Consumer<Entry> listener =
        entry -> {
          context.narrator().happened(state, entry);
          meanwhile.accept(state, entry);
        };
    context.runs().execute(open, world, _ -> {}, listener);
    return state;
  }

  private static boolean promotes(Entry entry) {
    return entry.event() instanceof Event.PromotionIntended;
  }

  /// The recovery region loses something as soon as it is to be promoted.
  private void breakOnce(String what, Fault second) {
    if (seen.verdict() == Judgement.MET) {
      return;
    }
    try {
      var _ = context.inject(what, second);
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
            .start(context.host().resumption().apply(run));
    long pid = controller.pid();
    boolean killed;
    try {
      context
          .narrator()
          .begins(DrillPhase.CONTROLLER, "process %d executes the run".formatted(pid));
      killed = killAtPromotion(open, controller);
    } finally {
      // Also where the drill itself is interrupted: a run has one controller.
      boolean _ = controller.kill();
    }
    var entries = JournalReader.read(open.files().journal()).entries();
    context
        .narrator()
        .ends(
            DrillPhase.CONTROLLER,
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
    return run(context.runs().resume(run, by), world, (_, _) -> {});
  }

  private boolean killAtPromotion(Runs.OpenRun open, ControllerProcesses.Controller controller)
      throws InterruptedException, ProblemException {
    boolean _ =
        context
            .clock()
            .await(
                LONGEST_TO_THE_KILL,
                LOOK,
                () ->
                    !controller.alive()
                        || JournalReader.read(open.files().journal()).entries().stream()
                            .anyMatch(Execution::promotes));
    return controller.kill();
  }
}
