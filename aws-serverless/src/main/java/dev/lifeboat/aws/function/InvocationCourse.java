package dev.lifeboat.aws.function;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Ends the watch of one invocation with the first answer of the primary, or when there is a loss,
/// or when no further look fits before `until`. It never looks sooner than the plan says: each look
/// reads tables, and each read is paid for.
record InvocationCourse(FailoverPolicy policy, Instant until)
    implements Watcher.Course<RuntimeException> {

  @Override
  public Optional<Duration> pauseAfter(Watcher.Look look) {
    boolean decided =
        look.loss(policy).isPresent() || look.detector().verdict() instanceof Detector.Verdict.Up;
    var every = policy.detect().every();
    boolean isLast = look.at().plus(every).isAfter(until);
    return decided || isLast ? Optional.empty() : Optional.of(every);
  }
}
