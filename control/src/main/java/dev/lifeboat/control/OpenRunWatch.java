package dev.lifeboat.control;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.Detector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Looks at a writer whose workload belongs to a run. Nothing else may move it, so nothing is begun
/// here; but a run that waits for a person, or whose controller died, must not hide that the region
/// is lost. Used by one thread.
final class OpenRunWatch {
  private final Workload workload;
  private final Platform platform;
  private final InstantSource clock;
  private final ProgressListener progress;
  private Optional<RunView> latest = Optional.empty();

  OpenRunWatch(
      Workload workload, Platform platform, InstantSource clock, ProgressListener progress) {
    this.workload = workload;
    this.platform = platform;
    this.clock = clock;
    this.progress = progress;
  }

  /// What is known of one run and one writer.
  ///
  /// @param next when to look again: the detector counts rounds
  /// @param views empty where the plan does not say how to look, or nothing was looked at yet
  private record RunView(
      RunId run, String writer, Instant next, Optional<Views> views, Detector detector) {}

  /// Looks once, if the run of `placed` has been open for long, and tells what changed.
  ///
  /// @param placed with a run that is open
  void look(Placement placed) throws InterruptedException {
    var run = placed.openRun().orElseThrow();
    var now = clock.instant();
    var known =
        latest
            .filter(it -> it.run().equals(run) && it.writer().equals(placed.writer()))
            .orElseGet(() ->
                new RunView(
                    run,
                    placed.writer(),
                    now.plus(workload.objectives().longestMove()),
                    Optional.empty(),
                    Detector.of(workload.failover().detect())));
    latest = Optional.of(known);
    if (now.isBefore(known.next())) {
      return;
    }
    var views = known.views().or(() -> viewsOf(placed.writer()));
    if (views.isEmpty()) {
      return;
    }
    var round = views.get().look(now, known.detector().policy().every());
    var after = known.detector().after(round);
    tell(known, after);
    var next = clock.instant().plus(after.pauseAfter(round));
    latest = Optional.of(new RunView(run, known.writer(), next, views, after));
  }

  private Optional<Views> viewsOf(String writer) {
    try {
      return Optional.of(platform.views(workload, writer));
    } catch (ProblemException unsaid) {
      return Optional.empty();
    }
  }

  private void tell(RunView before, Detector after) {
    boolean wasDown = before.detector().verdict() instanceof Detector.Verdict.Down;
    if (after.verdict() instanceof Detector.Verdict.Down(var since, var seen) && !wasDown) {
      progress.tell(
          "watch",
          "lost",
          "%s in %s is lost since %s, and run %s, which alone may move it, is open: %s; 'lifeboat status' says how far it is"
              .formatted(
                  workload.name(), before.writer(), since, before.run(), String.join("; ", seen)));
    } else if (wasDown && after.verdict() instanceof Detector.Verdict.Up) {
      progress.tell("watch", "back", workload.name() + " in " + before.writer() + " answers again");
    }
  }
}
