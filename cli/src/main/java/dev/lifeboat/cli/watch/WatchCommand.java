package dev.lifeboat.cli.watch;

import dev.lifeboat.cli.move.RunDocument;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.Platforms;
import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.BackupWatch;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanBackup;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunFollower;
import dev.lifeboat.control.WatchLoop;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.watch.Loss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Watches the primary of one workload and acts as its plan says; or pauses those who watch it; or
/// follows a run that another terminal executes.
@Command(
    name = "watch",
    description = {
      "Watch the primary; when it is lost, do what the plan's trigger says.",
      "With a run instead of a plan: follow that run, wherever it is executed here."
    },
    footer = {
      "",
      "Examples:",
      "  lifeboat watch lifeboat.yaml                   detect, decide, act",
      "  lifeboat watch 20261120-150411-7q2k            follow a run begun elsewhere",
      "",
      "Of a plan: goes on after a failover with the new writer, and makes the old side",
      "a replica again as the plan says. Ends with 4 when a person must decide and",
      "none can be asked, with 130 by Ctrl-C. While a pause, a cool-down, the plan's",
      "maximum or a flapping primary holds a failover back, it says so, watches on,",
      "and acts when that is over and the primary is still down.",
      "Of a run: shows its lines and what its clients see, takes no lock, changes",
      "nothing; ends with the run and its exit code, with 1 when the process that",
      "executed it was killed."
    })
public final class WatchCommand extends TerminalCommand {
  @Mixin private final WatchPause pause = new WatchPause();

  @Parameters(
      paramLabel = "PLAN|RUN",
      description = "The plan file or its folder; or a run, as 'lifeboat runs' names it.")
  private Path watched = Path.of("lifeboat.yaml");

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to watch.")
  private @Nullable String workload;

  @Override
  protected StateFolder.Use uses() {
    return run().meant() ? StateFolder.Use.READS : StateFolder.Use.KEEPS;
  }

  @Override
  protected Optional<Path> plan() {
    return Optional.of(PlanFile.of(watched)).filter(_ -> !run().meant());
  }

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  protected Path near() {
    if (run().meant()) {
      return Files.exists(watched) ? StateFolder.above(watched) : super.near();
    }
    return StateFolder.above(PlanFile.of(watched));
  }

  private WatchedRun run() {
    return new WatchedRun(watched);
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    boolean pauses = pause.asked();
    if (!run().meant()) {
      return call(Kinds.read(watched), pauses);
    }
    if (pauses || workload != null) {
      throw Failures.usage(
          "%s is a run; --pause, --unpause and --workload belong to a plan".formatted(watched),
          "nothing was changed",
          "name the plan file instead, or leave them out");
    }
    return follow(run().files(options.state));
  }

  private int follow(RunFolder files) throws InterruptedException, ProblemException {
    var host = Terminal.host();
    var began = RunFollower.began(files, host);
    var clock =
        RunFollower.isPast(files)
            ? JournalClock.ofPast(host.clock(), began)
            : JournalClock.ofLive(host.clock());
    try (var progress = progress(clock, began)) {
      var told = new FollowedRunNarrator(terminal(), options, progress, clock);
      var follower = new RunFollower(files, host, told::on);
      return told.tell(follower.follow());
    }
  }

  private int call(PlanFile file, boolean pauses) throws InterruptedException, ProblemException {
    pause.requireEnd(Terminal.now());
    if (Kinds.of(file.plan()).raisesRegions()) {
      requireNamedState();
    }
    var workload = file.workload(this.workload);
    try (var platform = reach(file)) {
      return pauses
          ? pause(platform, file, workload.name())
          : watch(new ControlledWorkload(file, workload, platform, options.state));
    }
  }

  private Platform reach(PlanFile file) throws InterruptedException, ProblemException {
    try (var _ = looking()) {
      return new Platforms(options.state, false).required(file);
    }
  }

  private int pause(Platform platform, PlanFile file, String name) throws ProblemException {
    try (var _ = looking()) {
      var now = Terminal.now();
      var told = pause.apply(platform.pauses(), file, name, options.person, now);
      return done(told, told.words(now));
    }
  }

  private int watch(ControlledWorkload watched) throws InterruptedException, ProblemException {
    try (var progress = progress()) {
      var loop = new WatchLoop(watched, requester(progress), terminal().prompt().isPresent());
      try (var _ = new BackupWatch(backup(watched, progress), progress)) {
        return answer(loop.run(), watched);
      }
    }
  }

  /// Nobody is asked for a passphrase beside the question whether to fail over.
  private PlanBackup backup(ControlledWorkload watched, ProgressPrinter progress) {
    var vaults =
        new PlanVaultStores(watched.file(), options.state, Optional.empty(), progress, live());
    return new PlanBackup(watched, vaults, Terminal.host());
  }

  private int answer(WatchLoop.End end, ControlledWorkload watched) throws ProblemException {
    return switch (end) {
      case WatchLoop.End.Stopped(var run) -> RunDocument.print(run, terminal(), options);
      case WatchLoop.End.PersonNeeded(var loss) -> throw personNeeded(watched, loss);
      case WatchLoop.End.Unwatchable() -> 0;
    };
  }

  private static ProblemException personNeeded(ControlledWorkload watched, Loss loss) {
    return ProblemException.lasting(
        Code.LB3004,
        "%s of '%s' %s since %s: %s"
            .formatted(
                loss.isOfUsers() ? "the users" : "the primary",
                watched.workload().name(),
                loss.isOfUsers() ? "are out" : "is lost",
                Spans.local(loss.since()),
                String.join("; ", loss.views())),
        "the plan leaves the %s to a person; nothing was changed".formatted(loss.mode().word()),
        "lifeboat %s %s".formatted(loss.mode().word(), watched.file().typed()));
  }
}
