package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.FailoverPolicy.BeyondRpo;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.ReplicationWatch;
import dev.lifeboat.watch.RpoGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Cuts the copies off until they are further behind than the RPO, then kills the primary region:
/// the alarm must come, and no automatic failover may begin, unless the plan allows that.
///
/// A drill cannot wait for an RPO of minutes, so it holds the copies to a few seconds.
final class ReplicationStallScenario implements InPlaceScenario {
  private static final Duration LONGEST_RPO = Duration.ofSeconds(3);
  private static final Duration LONGEST_ALARM = Duration.ofSeconds(30);
  private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(60);
  private static final Duration LONGEST_DETECTION = Duration.ofSeconds(60);
  private static final Duration HELD_FOR = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final DrillContext context;
  private final Fault cut;
  private final Fault loss;
  private final ReplicationWatch copies;
  private final RunningWatch watch;
  private Optional<Problem> alarm = Optional.empty();
  private Criterion seen = Criterion.unknown("the copies were never seen complete");

  /// @param faults the cut, then the loss
  ReplicationStallScenario(DrillContext context, List<Fault> faults) throws ProblemException {
    this.context = context;
    this.cut = faults.getFirst();
    this.loss = faults.getLast();
    var rpo = context.workload().objectives().rpo();
    var guard =
        new RpoGuard(
            context.workload().name(),
            context.workload().copiedLater(),
            context.workload().copiedAtOnce(),
            rpo.compareTo(LONGEST_RPO) < 0 ? rpo : LONGEST_RPO,
            context.workload().failover().beyondRpo());
    this.watch = context.watch();
    this.copies =
        new ReplicationWatch(
            context.host().clock(),
            context.host().pause(),
            context.replicas(),
            guard,
            Backlog.unknown(),
            new Listener());
  }

  private final class Listener implements ReplicationWatch.Listener {
    @Override
    public void looked(Backlog backlog) {
      // The alarm says all that this drill needs.
    }

    @Override
    public void fellBehind(Problem told) {
      context.narrator().ends(DrillPhase.ALARM, told.code() + " " + told.happened());
    }

    @Override
    public void caughtUp() {
      context.narrator().ends(DrillPhase.ALARM, "over: the copies have caught up");
    }
  }

  @Override
  public FaultTime endure() throws InterruptedException, ProblemException {
    boolean _ =
        await(
            () ->
                copies.backlog().at(now(), context.workload().copiedLater()).isPresent()
                    && copies.alarm().isEmpty(),
            LONGEST_ALARM);
    context.inject("cut the copies off", cut);
    context.narrator().begins(DrillPhase.ALARM, "wait for it");
    // One that was over before the cut says nothing about it.
    alarm = context.clock().look(LONGEST_ALARM, LOOK, copies::alarm, Optional::isPresent);
    watch.begin(context.workload().failover().detect(), now().plus(LONGEST_DETECTION));
    var broken = context.inject("lose the primary region", loss);
    var detected = watch.detected();
    seen = judge(detected);
    context.clock().pause(HELD_FOR);
    context.faults().heal(loss);
    context.faults().heal(cut);
    return broken;
  }

  private Criterion judge(Optional<Instant> detected) {
    if (alarm.isEmpty()) {
      return Criterion.missed("no alarm within " + LONGEST_ALARM.toSeconds() + " s of the cut");
    }
    if (detected.isEmpty()) {
      return Criterion.missed("the views never agreed that the region is lost");
    }
    var told = alarm.get();
    var refused = copies.refusal(detected.get());
    boolean allowed = context.workload().failover().beyondRpo() == BeyondRpo.ALLOW;
    if (allowed) {
      return refused.isEmpty()
          ? Criterion.met("alarm %s; the plan allows a failover beyond it".formatted(told.code()))
          : Criterion.missed("the plan allows it, and it was refused: " + refused.get().happened());
    }
    return refused
        .map(it ->
            Criterion.met(
                "alarm %s, then no automatic failover: %s".formatted(told.code(), it.happened())))
        .orElseGet(() -> Criterion.missed("an automatic failover would have begun"));
  }

  @Override
  public void settle() throws InterruptedException, ProblemException {
    if (!await(() -> copies.alarm().isEmpty(), LONGEST_CATCH_UP)) {
      seen = seen.and(Criterion.missed("the copies did not catch up after the cut was healed"));
    }
  }

  @Override
  public Criterion course() {
    return seen;
  }

  private Instant now() {
    return context.clock().now();
  }

  private boolean await(DrillClock.Look<Boolean, ProblemException> condition, Duration longest)
      throws InterruptedException, ProblemException {
    return context.clock().await(longest, LOOK, condition);
  }

  @Override
  public void close() {
    copies.close();
    watch.close();
  }
}
