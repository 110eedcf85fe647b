package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;

/// Makes a region's half of a bucket follow the other one, and knows whether it does: the rules of
/// both directions stand, a tracer went the way, and versions that were missing arrive.
///
/// When the other half was promoted without this one, this one is closed to writes first of all,
/// and what it alone had is told. That it holds everything ([Goal.Level#COMPLETE]) is shown by
/// comparing all versions of both sides, once the source takes no write any more.
public final class BucketReplication implements ApiReconciler<Goal.Replicating> {
  private final Buckets buckets;
  private final BucketGate gate;
  private final PresentClaim claim;
  private final boolean reopens;
  private final Map<Goal.Replicating, List<Comparison.Missing>> before = new ConcurrentHashMap<>();

  /// @param reopens whether a region that was closed for a planned move takes writes again once it
  ///   follows: where a lease keeps its services from writing, so that the next failover needs no
  ///   change of a policy
  public BucketReplication(Buckets buckets, PresentClaim claim, boolean reopens) {
    this.buckets = buckets;
    this.gate = new BucketGate(buckets);
    this.claim = claim;
    this.reopens = reopens;
  }

  @Override
  public Readiness readiness(Goal.Replicating goal) throws ProblemException, InterruptedException {
    for (var region : List.of(goal.source(), goal.region())) {
      var fault = buckets.fault(region);
      if (fault.isPresent()) {
        return Readiness.notReady(fault.get());
      }
      var obstacle = new EncryptedObjects(buckets, region).obstacle(buckets.replication(region));
      if (obstacle.isPresent()) {
        return Readiness.notReady(obstacle.get());
      }
    }
    return Readiness.ready();
  }

  @Override
  public Observation look(Goal.Replicating goal) throws ProblemException, InterruptedException {
    return switch (goal.level()) {
      case STREAMING -> streaming(goal);
      case COMPLETE -> complete(goal);
    };
  }

  private Observation streaming(Goal.Replicating goal)
      throws ProblemException, InterruptedException {
    for (var region : List.of(goal.source(), goal.region())) {
      var broken = buckets.fault(region);
      if (broken.isPresent()) {
        return Observation.pending(broken.get().happened());
      }
      var fault = new EncryptedObjects(buckets, region).faultOfRule(buckets.replication(region));
      if (fault.isPresent()) {
        return Observation.pending(fault.get());
      }
    }
    var placed = claim.present();
    var untold = placed.isPresent() ? untold(goal, placed.get()) : Optional.<PromotionMark>empty();
    if (untold.isPresent()) {
      return Observation.pending(
          "what %s alone had at epoch %d is not told yet: %s"
              .formatted(goal.region(), untold.get().epoch(), late(untold.get()).words()));
    }
    if (reopens && gate.isClosed(goal.region())) {
      return Observation.pending(
          "the policy of %s still refuses writes".formatted(buckets.bucket(goal.region())));
    }
    var tracer = new ReplicationProbe(buckets, goal.source());
    return switch (tracer.status()) {
      case ARRIVED -> {
        var unmarked = placed.isPresent() ? unmarked(goal, placed.get()) : Optional.<String>empty();
        yield unmarked.isPresent() ? Observation.pending(unmarked.get()) : flowing(goal);
      }
      case ON_THE_WAY -> Observation.pending("%s is on its way".formatted(tracer));
      case NEVER_SENT -> Observation.pending("%s was not sent yet".formatted(tracer));
      case FAILED ->
          Observation.pending(
              "S3 failed to replicate %s: see what the role %s may do"
                  .formatted(tracer, buckets.site(goal.source()).role()));
    };
  }

  /// Without the mark of the writer's promotion the replica could not take its place.
  private Optional<String> unmarked(Goal.Replicating goal, Placement placed)
      throws ProblemException, InterruptedException {
    return placed.writer().equals(goal.source())
            && !PromotionMark.holds(buckets, goal.region(), placed.epoch())
        ? Optional.of(
            "the mark of epoch %d has not come to %s yet"
                .formatted(placed.epoch(), buckets.bucket(goal.region())))
        : Optional.empty();
  }

  /// It keeps up as long as what was missing at the look before is there at this one. The first
  /// look has none before it.
  private Observation flowing(Goal.Replicating goal) throws ProblemException, InterruptedException {
    var now = Comparison.of(buckets, goal.source());
    var missing = now.missing();
    var earlier = Optional.ofNullable(before.put(goal, missing)).orElse(missing);
    return Collections.disjoint(earlier, missing) && !now.more()
        ? Observation.met("%s follows: %s".formatted(buckets.bucket(goal.region()), now.words()))
        : Observation.pending(now.words());
  }

  private Observation complete(Goal.Replicating goal)
      throws ProblemException, InterruptedException {
    if (!(gate.refuses(goal.source()) instanceof Observation.Met(var proof))) {
      return Observation.pending("%s takes writes".formatted(buckets.bucket(goal.source())));
    }
    var found = Comparison.of(buckets, goal.source());
    if (!found.missing().isEmpty() || found.more()) {
      return Observation.pending(found.words());
    }
    for (var older : found.older()) {
      if (isPending(goal.source(), older)) {
        return Observation.pending("%s is on its way".formatted(older));
      }
    }
    return Observation.met("%s; %s".formatted(proof, found.words()));
  }

  /// Not current any more, and not there: it may also have been removed there, by a lifecycle rule.
  private boolean isPending(String region, Comparison.Missing version)
      throws ProblemException, InterruptedException {
    return buckets
        .head(region, version.key(), version.version())
        .filter(it -> it.replicationStatus() == ReplicationStatus.PENDING)
        .isPresent();
  }

  private LateVersions late(PromotionMark mark) throws ProblemException, InterruptedException {
    return new LateVersions(buckets, mark, mark.at(buckets));
  }

  /// The promotion after which what the replica's side alone had is still to be told.
  private Optional<PromotionMark> untold(Goal.Replicating goal, Placement placed)
      throws ProblemException, InterruptedException {
    return placed.writer().equals(goal.source())
        ? PromotionMark.read(buckets, goal.source(), placed.epoch()).filter(it -> !it.told())
        : Optional.empty();
  }

  @Override
  public void pursue(Goal.Replicating goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    if (goal.level() == Goal.Level.COMPLETE) {
      return; // The closed source sends what it has; there is nothing to ask for but time.
    }
    var placed = claim.confirmWriter(goal, attempt, goal.source());
    var untold = untold(goal, placed);
    if (untold.isPresent()) {
      requireClosed(goal);
      late(untold.get()).tell(attempt);
      placed = claim.confirmWriter(goal, attempt, goal.source());
    }
    var rules = new ReplicationRules(buckets);
    rules.make(goal.source());
    rules.make(goal.region());
    var promoted = PromotionMark.read(buckets, goal.source(), placed.epoch());
    if (promoted.isPresent()) {
      promoted.get().send(buckets);
    }
    if (reopens) {
      gate.open(goal.region()); // It was closed for the promotion, or to look at it.
    }
    new ReplicationProbe(buckets, goal.source()).send();
  }

  /// The first act on a region that answers again.
  private void requireClosed(Goal.Replicating goal) throws ProblemException, InterruptedException {
    gate.close(goal.region());
    var closed = gate.refuses(goal.region());
    if (!(closed instanceof Observation.Met)) {
      throw ProblemException.passing(
          Code.LB2005,
          "%s: %s".formatted(goal.phrase(), closed.text()),
          "what that side alone has is looked at once it takes no more",
          "nothing, as a rule: it is looked at and asked again");
    }
  }
}
