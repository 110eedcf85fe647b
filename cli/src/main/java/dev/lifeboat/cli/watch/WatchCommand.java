package dev.lifeboat.cli.watch;

import dev.lifeboat.cli.move.RunDocument;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.WatchLoop;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Watches the primary of one workload and acts as its plan says; or pauses those who watch it.
@Command(
    name = "watch",
    description = "Watch the primary; when it is lost, do what the plan's trigger says.",
    footer = {
      "",
      "Goes on after a failover with the new writer, and makes the old side a replica again as the",
      "plan says. Ends with 4 when a person must decide and none can be asked, with 130 by Ctrl-C.",
      "While a pause, a cool-down, the plan's maximum or a flapping primary holds a failover back,",
      "it says so, watches on, and acts when that is over and the primary is still down."
    })
public final class WatchCommand extends PlanCommand {
  @Mixin private final WatchPause pause = new WatchPause();

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to watch.")
  private @Nullable String workload;

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.KEEPS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    boolean pauses = pause.asked();
    var watched = file.workload(workload);
    try (var platform = platforms().required(file)) {
      if (pauses) {
        var now = Terminal.now();
        var told = pause.apply(platform.pauses(), file, watched.name(), options.person, now);
        return done(told, told.words(now));
      }
      return watch(new ControlledWorkload(file, watched, platform, options.state));
    }
  }

  private int watch(ControlledWorkload watched) throws InterruptedException, ProblemException {
    try (var talk = talk()) {
      var loop = new WatchLoop(watched, requester(talk), terminal().prompt().isPresent());
      return switch (loop.run()) {
        case WatchLoop.End.Stopped(var run) -> RunDocument.print(run, terminal(), options);
        case WatchLoop.End.PersonNeeded(var lost) ->
            throw ProblemException.lasting(
                Code.LB3004,
                "the primary of '%s' is lost since %s: %s"
                    .formatted(
                        watched.workload().name(),
                        Spans.local(lost.since()),
                        String.join("; ", lost.views())),
                "the plan leaves the failover to a person; nothing was changed",
                "lifeboat failover " + plan);
        case WatchLoop.End.Unwatchable() -> 0;
      };
    }
  }
}
