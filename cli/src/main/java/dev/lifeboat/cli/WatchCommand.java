package dev.lifeboat.cli;

import dev.lifeboat.engine.Runs;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Watcher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Watches the primary of one workload and acts as its plan says.
@Command(
    name = "watch",
    description = "Watch the primary; when it is lost, do what the plan's trigger says.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ends with 0 after a failover that it performed, with 4 when a person must decide and none",
      "can be asked, with 130 by Ctrl-C."
    })
final class WatchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to watch.")
  private @Nullable String workload;

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = PlanFile.read(plan);
    var watched = file.workload(workload);
    var lab = Labs.required(file, options.state);
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      var told = new WatchTalk(talk);
      var writer = Labs.placement(lab, watched).writer();
      talk.tell(
          "watch",
          "begun",
          "the writer of %s in %s, trigger %s"
              .formatted(watched.name(), writer, watched.failover().trigger().word()));
      talk.whileWaiting(() -> "%s in %s answers".formatted(watched.name(), writer));
      var watcher =
          new Watcher(
              Clock.systemUTC(),
              Thread::sleep,
              lab.views(watched),
              (_, detector) -> told.looked(detector));
      while (true) {
        var down = watcher.untilDown(watched.failover().detect(), Instant.MAX);
        if (down.isPresent()) {
          return act(file, watched, lab, talk, down.get());
        }
      }
    }
  }

  private int act(PlanFile file, Workload watched, Lab lab, Talk talk, Detector.Verdict.Down down)
      throws InterruptedException, ProblemException {
    var trigger = watched.failover().trigger();
    boolean nobody = trigger == FailoverPolicy.Trigger.APPROVAL && terminal.prompt().isEmpty();
    if (trigger == FailoverPolicy.Trigger.MANUAL || nobody) {
      throw Problem.lasting(
              Code.LB3004,
              "the primary of '%s' is lost since %s: %s"
                  .formatted(
                      watched.name(), Spans.local(down.since()), String.join("; ", down.views())),
              "the plan leaves the failover to a person; nothing was changed",
              "lifeboat failover " + plan)
          .asException();
    }
    var runs = Lab.runs(options.state, lab.placements());
    var runbook =
        new RunbookCompiler()
            .compile(file.plan(), watched, Mode.FAILOVER, Labs.placement(lab, watched).writer());
    var files = runs.reserve();
    var open =
        runs.open(
            new Runs.Request(
                files.run(),
                file.bytes(),
                file.plan().sha256(),
                runbook,
                "watch",
                "lost since " + down.since() + ": " + String.join("; ", down.views())));
    var world = lab.world(watched, new TerminalPeople(terminal, talk, options.person));
    return new RunExecution(terminal, options, talk)
        .execute(runs, open, world, false, Optional.empty());
  }
}
