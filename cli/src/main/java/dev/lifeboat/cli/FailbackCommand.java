package dev.lifeboat.cli;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The way home: make the old side a replica again, then move the writer there, losing nothing.
@Command(
    name = "failback",
    description =
        "The way home: replicate back, then move the writer to the primary region, losing nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "It makes home a replica at once, and moves the writer at the time given, else in the plan's",
      "window, else at once too.",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused or declined, 130 paused.",
      "Example: lifeboat failback lifeboat.yaml --dry-run"
    })
final class FailbackCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Mixin private final MoveOptions move = new MoveOptions();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = MoveTime.class,
      description = "When to move: now, 02:30, 2026-11-23T02:30 (default: the plan's window).")
  private MoveTime.@Nullable At at;

  FailbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    return new Move(
            terminal, options, move, Mode.FAILBACK, new OverrideOptions(), this::protectAndWait)
        .run();
  }

  /// A side that follows already needs no run of its own.
  private void protectAndWait(Reprotection reprotection, Talk talk)
      throws InterruptedException, ProblemException {
    if (!reprotection.look().holds()) {
      var reprotected = reprotection.run(options.person, "before the way home");
      if (!reprotected.done()) {
        throw Problem.passing(
                Code.LB2001,
                "run %s, which was to make home a replica, is %s"
                    .formatted(reprotected.run(), Words.of(reprotected.phase())),
                "the writer stays where it is",
                "lifeboat status " + reprotection.file().path())
            .asException();
      }
    }
    await(begin(reprotection.workload(), Clock.systemUTC().instant()), talk);
  }

  private Instant begin(Workload workload, Instant now) {
    return Optional.ofNullable(at)
        .map(it -> it.from(now))
        .or(() -> workload.failback().window().map(window -> window.next(now)))
        .orElse(now);
  }

  private static void await(Instant begin, Talk talk) throws InterruptedException {
    var left = Duration.between(Clock.systemUTC().instant(), begin);
    if (left.isPositive()) {
      talk.tell("failback", "waits", "until " + Spans.local(begin));
      talk.whileWaiting(() -> "the writer moves at " + Spans.local(begin));
      Thread.sleep(left);
    }
  }
}
