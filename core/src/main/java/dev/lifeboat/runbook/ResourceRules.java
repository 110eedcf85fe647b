package dev.lifeboat.runbook;

import dev.lifeboat.plan.FailbackPolicy;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.runbook.Goal.Level;
import dev.lifeboat.runbook.Goal.Stop;
import java.time.Duration;

/// What each type of resource contributes to a runbook, and how it is taken back. Deadlines are
/// generous: a step that runs out of one is undone or waits for a person, so each is far beyond
/// what a healthy region needs.
final class ResourceRules {
  private static final Duration FENCE = Duration.ofSeconds(30);
  private static final Duration PROMOTE = Duration.ofSeconds(60);
  private static final Duration COMPLETE = Duration.ofSeconds(30);
  private static final Duration FOLLOW = Duration.ofMinutes(2);
  private static final Duration REJOIN = Duration.ofHours(4);
  private static final Duration ROUTE = Duration.ofSeconds(15);
  private static final Duration RUN = Duration.ofMinutes(5);
  // Beyond the hold: until the first of few users has come, and the other region is ready.
  private static final Duration SHIFT = Duration.ofMinutes(10);

  private final StepList steps;
  private final String source;
  private final String target;

  ResourceRules(StepList steps, String source, String target) {
    this.steps = steps;
    this.source = source;
    this.target = target;
  }

  void close(Traffic traffic, Stop stop) {
    var name = traffic.name();
    steps.reach(
        "fence-" + name, new Goal.Fenced(name, source, stop), FENCE, new Goal.Routed(name, source));
  }

  /// Taking a fence back makes the old side the writer again; the new side is fenced for that
  /// first, under the undo's epoch, so that a late request to promote it has no effect.
  void fence(String name, Stop stop) {
    steps.reach(
        "fence-" + name,
        new Goal.Fenced(name, source, stop),
        FENCE,
        new Goal.Fenced(name, target, Stop.ORDERLY),
        new Goal.Promoted(name, source));
  }

  void complete(String name) {
    steps.reach(
        "complete-" + name, new Goal.Replicating(name, target, source, Level.COMPLETE), COMPLETE);
  }

  void promote(String name) {
    steps.reach("promote-" + name, new Goal.Promoted(name, target), PROMOTE);
  }

  /// The target follows the source and keeps up: the precondition of a planned move.
  ///
  /// @param rejoin whether it has to be made to, which may copy everything
  void follow(String name, boolean rejoin) {
    steps.reach(
        (rejoin ? "rejoin-" : "follow-") + name,
        new Goal.Replicating(name, target, source, Level.STREAMING),
        rejoin ? REJOIN : FOLLOW);
  }

  void reprotect(String name) {
    steps.reach(
        "reprotect-" + name, new Goal.Replicating(name, source, target, Level.STREAMING), REJOIN);
  }

  void scaleOut(Service service) {
    var id = "run-" + service.name();
    if (!steps.holds(id)) {
      steps.reach(
          id,
          new Goal.Running(service.name(), target, service.instances().serving(), 0),
          RUN,
          new Goal.Running(service.name(), target, service.instances().standby(), 0));
    }
  }

  void scaleIn(Service service) {
    steps.reach(
        "standby-" + service.name(),
        new Goal.Running(service.name(), source, service.instances().standby(), 0),
        RUN);
  }

  void ready(Service service) {
    steps.reach("ready-" + service.name(), new Goal.Healthy(service.name(), target), RUN);
  }

  /// The instances that stay behind write where the writer will be. Begun while the front door is
  /// closed to them, since they are started anew for that.
  void bind(Service service) {
    steps.reach(
        "bind-" + service.name(),
        new Goal.Bound(service.name(), source, target),
        RUN,
        new Goal.Bound(service.name(), source, source));
  }

  /// As a standby they use the stores of their own region again.
  void unbind(Service service) {
    steps.reach("unbind-" + service.name(), new Goal.Bound(service.name(), source, source), RUN);
  }

  /// One share after the other. Nothing here is taken back by the run: whoever routes takes the
  /// traffic back by itself, and the run then waits for a person.
  void shift(Traffic traffic, FailbackPolicy policy) {
    for (int percent : policy.shares()) {
      int mark = steps.mark();
      steps.reach(
          "shift-%d-%s".formatted(percent, traffic.name()),
          new Goal.Routed(
              traffic.name(),
              target,
              new Goal.Share(
                  percent, policy.hold(), policy.maxErrorsPerMille(), policy.maxLatency())),
          policy.hold().plus(SHIFT));
      steps.afterAllSince(mark);
    }
  }

  void route(Traffic traffic) {
    steps.reach("route-" + traffic.name(), new Goal.Routed(traffic.name(), target), ROUTE);
  }
}
