package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.bucket.BucketRole;
import dev.lifeboat.lab.bucket.BucketState;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;

/// Makes a bucket follow the other region's: the writer's gateway compares both sides and sends
/// what is missing; this side only has to know the epoch.
record LabBucketReplication(LabClients clients, PresentEpoch epoch)
    implements RegionReconciler<Goal.Replicating> {
  // A planned move stops the writer and then waits for its queue: what is that close takes seconds.
  private static final Duration CLOSE = Duration.ofSeconds(2);

  @Override
  public Observation look(Goal.Replicating goal) throws IOException, InterruptedException {
    var source = clients.bucket(goal.source(), goal.resource()).state();
    var replica = clients.bucket(goal.region(), goal.resource()).state();
    return switch (goal.level()) {
      case STREAMING -> streaming(goal, source, replica);
      case COMPLETE -> complete(goal, source);
    };
  }

  static Observation streaming(Goal.Replicating goal, BucketState source, BucketState replica) {
    if (source.role() != BucketRole.WRITER) {
      return Observation.pending("the gateway in %s is no writer".formatted(goal.source()));
    }
    if (replica.role() != BucketRole.REPLICA || replica.epoch() < source.epoch()) {
      return Observation.pending(
          "the gateway in %s does not know epoch %d".formatted(goal.region(), source.epoch()));
    }
    if (!source.peerReachable() || !source.reconciled()) {
      return Observation.pending(
          "%s, both sides %s"
              .formatted(
                  waiting(source), source.reconciled() ? "were compared" : "are not compared yet"));
    }
    var lag = source.lag();
    if (lag.isEmpty() || lag.get().compareTo(CLOSE) > 0) {
      return Observation.pending(
          "%s, the oldest for %s"
              .formatted(waiting(source), lag.map(SpanText::measured).orElse("an unknown time")));
    }
    if (source.answersEarly()) {
      return Observation.pending("follows, and is not waited for by the writer yet");
    }
    return Observation.met(
        "%s follows %s, %s, the oldest for %d ms"
            .formatted(goal.resource(), goal.source(), waiting(source), lag.get().toMillis()));
  }

  private static String waiting(BucketState source) {
    return Count.of(source.queue(), "version") + " to send";
  }

  private static Observation complete(Goal.Replicating goal, BucketState source) {
    if (source.role() == BucketRole.WRITER) {
      return Observation.pending("the gateway in %s is still writer".formatted(goal.source()));
    }
    return source.queue() == 0
        ? Observation.met(
            "the queue of %s in %s is empty".formatted(goal.resource(), goal.source()))
        : Observation.pending("%s in %s".formatted(waiting(source), goal.source()));
  }

  @Override
  public void request(Goal.Replicating goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    if (goal.level() == Goal.Level.COMPLETE) {
      return; // The fenced source ships what it has; there is nothing to ask for but time.
    }
    epoch.require(goal, attempt);
    var source = clients.bucket(goal.source(), goal.resource()).state();
    clients.bucket(goal.region(), goal.resource()).setRole(BucketRole.REPLICA, source.epoch());
  }
}
