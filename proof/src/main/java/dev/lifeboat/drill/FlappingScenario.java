package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverHold;
import dev.lifeboat.watch.FailoverHold.Permission;
import dev.lifeboat.watch.Hold;
import dev.lifeboat.watch.Loss;
import dev.lifeboat.watch.LossWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the primary come and go: as often as the plan calls flapping, its link to the edge is cut
/// and opened, then its region hangs for longer than a watch needs to call it lost. An automatic
/// watch looks all the while and must hold its failover back.
final class FlappingScenario implements InPlaceScenario {
  private static final Duration LONGEST_DIP = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);
  // The hold must stand, not only appear.
  private static final Duration HELD_FOR = Duration.ofSeconds(2);

  private final DrillContext context;
  private final Fault dip;
  private final Fault loss;
  private final FailoverPolicy policy;
  private final AtomicInteger dips = new AtomicInteger();
  private final AtomicBoolean down = new AtomicBoolean();
  private final AtomicBoolean held = new AtomicBoolean();
  private final AtomicBoolean allowed = new AtomicBoolean();
  private final Thread watch;

  /// @param faults the dip, then the loss
  FlappingScenario(DrillContext context, List<Fault> faults) throws ProblemException {
    this.context = context;
    this.dip = faults.getFirst();
    this.loss = faults.getLast();
    this.policy = context.workload().failover().with(FailoverPolicy.Trigger.AUTOMATIC);
    var automatic =
        new LossWatch(
            context.watcher(),
            new FailoverHold(policy),
            seen -> new FailoverHold.Facts(Optional.empty(), List.of(), seen),
            new Listener());
    this.watch = Thread.ofVirtual().name("drill watch").unstarted(() -> watch(automatic));
  }

  private final class Listener implements LossWatch.Listener {
    @Override
    public void looked(Detector detector, Dips seen) {
      dips.set(seen.ended().size());
      down.set(seen.downSince().isPresent());
    }

    @Override
    public void held(Loss loss, Permission.Held by, Dips seen) {
      if (by.holds().stream().anyMatch(hold -> hold.kind() == Hold.Kind.FLAPPING)) {
        held.set(true);
      }
    }
  }

  private void watch(LossWatch automatic) {
    try {
      automatic.untilAllowed(Dips.none());
      allowed.set(true);
    } catch (InterruptedException | ProblemException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public FaultTime endure() throws InterruptedException, ProblemException {
    watch.start();
    int wanted = policy.flapping().dips();
    context.narrator().begins(DrillPhase.FAULT, Count.of(wanted, "dip") + ", then a loss");
    Instant began = context.clock().now();
    for (int i = 1; i <= wanted; i++) {
      int number = i;
      context.faults().inject(dip);
      await(() -> down.get() || allowed.get());
      context.faults().heal(dip);
      await(() -> dips.get() >= number || allowed.get());
    }
    context.faults().inject(loss);
    var broken = context.clock().now();
    await(() -> held.get() || allowed.get());
    context.clock().pause(HELD_FOR);
    context.faults().heal(loss);
    context
        .narrator()
        .ends(
            DrillPhase.FAULT,
            "%s; %s".formatted(Count.of(dips.get(), "dip"), held.get() ? "held" : "not held"));
    return new FaultTime(began, broken);
  }

  private void await(DrillClock.Look<Boolean, ProblemException> condition)
      throws InterruptedException, ProblemException {
    boolean _ = context.clock().await(LONGEST_DIP, LOOK, condition);
  }

  @Override
  public void settle() {
    // Whole as soon as it serves.
  }

  @Override
  public Criterion course() {
    if (allowed.get()) {
      return Criterion.missed("the watch would have failed over after " + seen());
    }
    if (dips() < policy.flapping().dips()) {
      return Criterion.missed("the watch saw %s of %d".formatted(seen(), policy.flapping().dips()));
    }
    return policy.flapping().lasting().isZero() || held.get()
        ? Criterion.met(seen() + ", and the loss after that was held as flapping")
        : Criterion.missed("the loss after %s was not held".formatted(seen()));
  }

  private String seen() {
    return Count.of(dips(), "dip");
  }

  private int dips() {
    return dips.get();
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
