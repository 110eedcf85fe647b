package dev.lifeboat.simulate;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverHold;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A controller that watches the primary: the product's [Detector] on rounds as a provider sees
/// them, until it says that the primary is lost and the product's [FailoverHold] lets go.
final class SimWatch {
  private final SimWorld world;
  private final SimController controller;
  private final FailoverPolicy.Detect policy;
  private final FailoverHold hold;
  private final int chapter;
  private Detector detector;
  private Dips dips = Dips.none();
  private Round.View clients = new Round.View.Unknown("nothing seen yet");

  SimWatch(SimWorld world, SimController controller, FailoverPolicy policy) {
    this.world = world;
    this.controller = controller;
    this.chapter = world.operator.chapter();
    this.policy = policy.detect();
    this.hold = new FailoverHold(policy);
    this.detector = Detector.of(policy.detect());
  }

  void begin() {
    world.agenda.after(
        world.random.between(0, policy.every().toNanos()), controller.program.own(this::look));
  }

  /// A round is over once the slowest side answered, or was given up.
  private void look() {
    if (controller.works() || world.noticed() || chapter != world.operator.chapter()) {
      return;
    }
    var at = controller.wall();
    var primary = world.region(world.placements.placed().writer());
    boolean silent =
        !world.network.passesBothWays(SimSite.CONTROLLER, primary.site)
            || primary.agentProgram.isFrozen()
            || !primary.powered();
    long takes =
        silent
            ? policy.every().toNanos()
            : 3 * world.network.latencyNanos(SimSite.CONTROLLER, primary.site);
    world.agenda.after(takes, controller.program.own(() -> judge(round(primary, at))));
  }

  private void judge(Round round) {
    detector = detector.after(round);
    dips = dips.after(detector);
    if (detector.verdict() instanceof Detector.Verdict.Down(_, var views) && isAllowed()) {
      world.trace(() -> "the watch sees the primary down: " + String.join("; ", views));
      world.notice();
      controller.open(
          world.runbook(Mode.FAILOVER, world.placements.placed().writer()),
          "all views agree",
          false);
    } else {
      world.agenda.after(detector.pauseAfter(round).toNanos(), controller.program.own(this::look));
    }
  }

  private boolean isAllowed() {
    var facts = new FailoverHold.Facts(world.maintenance(), List.of(), dips);
    return switch (hold.at(controller.wall(), facts)) {
      case Permission.Allowed() -> true;
      case Permission.Held held -> {
        world.trace(() -> "the failover is held back: " + held.why());
        yield false;
      }
    };
  }

  /// What all sides see of `primary` now.
  Round round(SimRegion primary, Instant at) {
    boolean passes = world.network.passesBothWays(SimSite.CONTROLLER, primary.site);
    var checks = new ArrayList<CheckResult>(primary.copies.size() + 1);
    boolean starting = false;
    for (var copy : primary.copies) {
      checks.add(check(copy.store.kind.name(), copy.server, primary, passes));
      starting |= !copy.server.isUp();
    }
    checks.add(check("agent", primary.agentProgram, primary, passes));
    boolean told = passes && primary.agentProgram.isRunning();
    return new Round(
        at,
        checks,
        told && starting ? Optional.of("a database") : Optional.empty(),
        recovery(world.region(1 - primary.index)),
        clients());
  }

  private static CheckResult check(
      String what, SimProgram program, SimRegion region, boolean passes) {
    if (!passes || !region.powered() || program.isFrozen()) {
      return new CheckResult.Silent(what, "no answer");
    }
    return program.isUp()
        ? new CheckResult.Passed(what)
        : new CheckResult.Refused(what, "connection refused");
  }

  private Round.View recovery(SimRegion other) {
    if (!world.network.passesBothWays(SimSite.CONTROLLER, other.site)
        || !other.agentProgram.isRunning()) {
      return new Round.View.Unknown("the recovery region does not answer");
    }
    boolean flows = false;
    for (var copy : other.copies) {
      flows |= copy.streams() && copy.store.connected(copy);
    }
    return flows ? new Round.View.Up("streams") : new Round.View.Down("does not stream");
  }

  /// What the front door saw last; a description may be a round old.
  private Round.View clients() {
    if (!world.door.program.isRunning()
        || !world.network.passesBothWays(SimSite.CONTROLLER, SimSite.DOOR)) {
      return new Round.View.Unknown("the front door does not answer");
    }
    if (!world.random.chance(world.stalePercent())) {
      clients =
          world.traffic.serves()
              ? new Round.View.Up("clients are answered")
              : new Round.View.Down("clients are not answered");
    }
    return clients;
  }
}
