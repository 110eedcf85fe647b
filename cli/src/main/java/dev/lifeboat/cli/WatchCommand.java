package dev.lifeboat.cli;

import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.WatchLoop;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.watch.AutomaticFailover;
import dev.lifeboat.watch.Detector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Watches the primary of one workload and acts as its plan says; or pauses those who watch it.
@Command(
    name = "watch",
    description = "Watch the primary; when it is lost, do what the plan's trigger says.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Goes on after a failover with the new writer, and makes the old side a replica again as the",
      "plan says. Ends with 4 when a person must decide and none can be asked, with 130 by Ctrl-C.",
      "While a pause, a cool-down, the plan's maximum or a flapping primary holds a failover back,",
      "it says so, watches on, and acts when that is over and the primary is still down."
    })
final class WatchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Mixin private final WatchPause pause = new WatchPause();

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to watch.")
  private @Nullable String workload;

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    boolean pauses = pause.asked();
    var file = Kinds.read(plan);
    var watched = file.workload(workload);
    AutomaticFailover.require(file.plan(), watched);
    try (var platform = new Platforms(options.state, false).required(file)) {
      return pauses ? pause(file, watched, platform) : watch(file, watched, platform);
    }
  }

  private int pause(PlanFile file, Workload watched, Platform platform) throws ProblemException {
    var now = Clock.systemUTC().instant();
    var told = pause.apply(platform.pauses(), file, watched.name(), options.person, now);
    terminal.out().println(options.json ? OutputJson.line(told) : WatchPause.words(told, now));
    return 0;
  }

  private int watch(PlanFile file, Workload watched, Platform platform)
      throws InterruptedException, ProblemException {
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      var controlled = new ControlledWorkload(file, watched, platform, options.state);
      var end =
          new WatchLoop(
                  controlled,
                  terminal.requester(talk, options.person),
                  terminal.prompt().isPresent())
              .run();
      return switch (end) {
        case WatchLoop.End.Stopped(var run) -> RunDocument.print(run, terminal, options);
        case WatchLoop.End.PersonNeeded(var lost) -> throw personNeeded(file, watched, lost);
        case WatchLoop.End.Unwatchable() -> 0;
      };
    }
  }

  private static ProblemException personNeeded(
      PlanFile file, Workload watched, Detector.Verdict.Down lost) {
    return Problem.lasting(
            Code.LB3004,
            "the primary of '%s' is lost since %s: %s"
                .formatted(
                    watched.name(), Spans.local(lost.since()), String.join("; ", lost.views())),
            "the plan leaves the failover to a person; nothing was changed",
            "lifeboat failover " + file.path())
        .asException();
  }
}
