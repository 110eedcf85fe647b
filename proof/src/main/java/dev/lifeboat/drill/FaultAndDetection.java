package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Breaks what a scenario breaks, and waits until somebody decides to fail over.
///
/// @param faults of the scenario, in its order
record FaultAndDetection(DrillContext context, Scenario.Failover scenario, List<Fault> faults) {
  // Several times what a controller would need that decided alone.
  private static final Duration ALONE = Duration.ofSeconds(4);

  /// A failover that is to begin.
  ///
  /// @param seen whether it was decided by those who may decide it
  /// @param before the moment that databases are to be as of; empty for all that there is
  record Decided(FaultTime fault, Instant at, Criterion seen, Optional<Instant> before) {}

  /// @throws ProblemException LB3005 when nobody decides
  Decided untilDecided() throws InterruptedException, ProblemException {
    try (var watch = context.watch()) {
      watch.begin(context.workload().failover().detect(), deadline());
      var broken = context.inject(scenario.word(), faults.getFirst());
      return switch (scenario.alarm()) {
        case CONTROLLER_FIRST -> partition(watch, broken);
        // What no check sees is a BadUpdate, which decides for itself.
        case PERSON, READER -> person(broken);
        case VIEWS ->
            context.drills().awaitsPerson()
                ? person(broken)
                : views(watch, broken, Criterion.met("begun once all views agreed"));
      };
    }
  }

  private Instant deadline() {
    return context.clock().now().plus(context.drills().timeouts().detection());
  }

  private Decided views(RunningWatch watch, FaultTime broken, Criterion seen)
      throws InterruptedException, ProblemException {
    context.narrator().begins(DrillPhase.DETECT, "three views of " + context.home());
    return decided(broken, watch.detected(), seen, "all views agree after ");
  }

  /// First the controller alone has lost sight of the primary, then the recovery region too.
  private Decided partition(RunningWatch watch, FaultTime broken)
      throws InterruptedException, ProblemException {
    context.clock().pause(ALONE);
    var seen =
        watch.detectedSoFar().isPresent()
            ? Criterion.missed("the controller decided while it alone was cut off")
            : Criterion.met(
                "nothing was decided in %d s in which the controller alone was cut off; begun once"
                        .formatted(ALONE.toSeconds())
                    + " all views agreed");
    var _ = context.inject(scenario.word() + ", the recovery region too", faults.getLast());
    return views(watch, broken, seen);
  }

  private Decided person(FaultTime broken) throws InterruptedException, ProblemException {
    context.narrator().begins(DrillPhase.DETECT, "a person looks at " + context.home());
    var noticed =
        new ManualDetection(context.clock(), context.views())
            .until(context.workload().failover().detect(), deadline());
    return decided(
        broken, noticed, Criterion.met("begun by a person"), "a check fails for good, after ");
  }

  private Decided decided(FaultTime broken, Optional<Instant> at, Criterion seen, String how)
      throws ProblemException {
    if (at.isEmpty()) {
      throw ProblemException.passing(
          Code.LB3005,
          "the views never agreed within %d s that %s is lost"
              .formatted(context.drills().timeouts().detection().toSeconds(), context.home()),
          movedBySomebody().orElse("nothing was failed over").concat("; the fault was healed"),
          "see 'lifeboat status' for what each view says");
    }
    context.narrator().ends(DrillPhase.DETECT, how + SpanText.measured(broken.at(), at.get()));
    return new Decided(broken, at.get(), seen, Optional.empty());
  }

  /// What the drill did not do, and was done while it waited; empty where the writer is at home.
  private Optional<String> movedBySomebody() {
    try {
      return context
          .placed()
          .filter(it -> !it.writer().equals(context.home()) || it.openRun().isPresent())
          .map(it ->
              it.openRun()
                  .map(run -> "run %s moves the writer, and is none of this drill".formatted(run))
                  .orElse(
                      "the writer is in %s: something else moved it during the drill"
                          .formatted(it.writer())));
    } catch (ProblemException unread) {
      return Optional.of(
          "whether anything was failed over is not known: " + unread.problem().happened());
    }
  }
}
