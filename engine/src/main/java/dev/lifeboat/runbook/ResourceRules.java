package dev.lifeboat.runbook;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailbackPolicy;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal.Level;
import dev.lifeboat.runbook.Goal.Stop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Contributions of each type of resource to a runbook, and how they are taken back.
record ResourceRules(StepList steps, String source, String target, Traits traits) {

  private Deadlines deadlines() {
    return traits.deadlines();
  }

  /// What cannot be closed is left as it is.
  void close(Traffic traffic, Stop stop) {
    if (!traits.closes(traffic)) {
      return;
    }
    var name = traffic.name();
    steps.reach(
        "fence",
        new Goal.Fenced(name, source, stop),
        deadlines().fence(),
        new Goal.Routed(name, source));
  }

  /// Whether users of it can come home share by share.
  boolean shares(Traffic traffic) {
    return traits.shares(traffic);
  }

  /// Where users follow the health of a region, they are kept away from the one that is about to
  /// get the writer, so that they come share by share. There is nothing to take back: they are in
  /// the other one, and stay there.
  void closeBeforeShares(Traffic traffic) {
    if (traits.closesBeforeShares(traffic)) {
      close(traffic, Stop.ORDERLY);
    } else if (!traits.closes(traffic)) {
      steps.reach(
          "keep-away", new Goal.Fenced(traffic.name(), target, Stop.ORDERLY), deadlines().route());
    }
  }

  /// Taking a fence back makes the old side the writer again; the new side is fenced for that
  /// first, under the undo's epoch, so that a late request to promote it has no effect.
  void fence(Resource store, Stop stop) {
    var name = store.name();
    steps.reach(
        "fence",
        new Goal.Fenced(name, source, stop),
        stop == Stop.IMMEDIATE && mayBeClosed(store) ? deadlines().close() : deadlines().fence(),
        new Goal.Fenced(name, target, Stop.ORDERLY),
        new Goal.Promoted(name, source));
  }

  private boolean mayBeClosed(Resource store) {
    return store instanceof Database database && traits.closesByApi(database);
  }

  void complete(Resource store) {
    steps.reach(
        "complete",
        new Goal.Replicating(store.name(), target, source, Level.COMPLETE),
        deadlines().complete());
  }

  void promote(Resource store) {
    steps.reach("promote", new Goal.Promoted(store.name(), target), deadlines().promote());
  }

  /// The target follows the source and keeps up: the precondition of a planned move.
  ///
  /// @param rejoin whether it has to be made to, which may copy everything
  void follow(Resource store, boolean rejoin) {
    steps.reach(
        rejoin ? "rejoin" : "follow",
        new Goal.Replicating(store.name(), target, source, Level.STREAMING),
        rejoin ? deadlines().rejoin() : deadlines().follow());
  }

  void reprotect(Resource store) {
    steps.reach(
        "reprotect",
        new Goal.Replicating(store.name(), source, target, Level.STREAMING),
        deadlines().rejoin());
  }

  /// The writer at the target is in its vault, which needs no other region.
  void keep(Database database) {
    steps.reach("keep", new Goal.Protected(database.name(), target), deadlines().rejoin());
  }

  /// What the vault has of the writer stands at the target.
  ///
  /// @param before the moment that it is to be as of; empty for the end of its log
  void restore(Database database, Optional<Instant> before) {
    steps.reach(
        "restore",
        new Goal.Restored(database.name(), target, before.orElse(null)),
        deadlines().rejoin());
  }

  /// Nothing of it is in use at the source, as before the workload came from there.
  void standDown(Database database) {
    steps.reach(
        "stand-down", new Goal.Running(database.name(), source, 0, 0), deadlines().complete());
  }

  void scaleOut(Service service) {
    if (!steps.holds("run-" + service.name())) {
      steps.reach(
          "run",
          new Goal.Running(service.name(), target, service.instances().serving(), 0),
          deadlines().run(),
          new Goal.Running(service.name(), target, service.instances().standby(), 0));
    }
  }

  void scaleIn(Service service) {
    steps.reach(
        "standby",
        new Goal.Running(service.name(), source, service.instances().standby(), 0),
        deadlines().run());
  }

  void ready(Service service) {
    steps.reach("ready", new Goal.Healthy(service.name(), target), deadlines().run());
  }

  /// The instances that take over use the stores beside them, whatever an earlier move left.
  void bindHere(Service service) {
    steps.reach("bind", new Goal.Bound(service.name(), target, target), deadlines().run());
  }

  /// Those services of `workload` whose instances may have been left with other stores.
  List<Service> bound(Workload workload) {
    return workload.resources(Service.class).stream()
        .filter(it -> traits.binds(workload, it))
        .toList();
  }

  /// The instances that stay behind write where the writer will be. Begun while the front door is
  /// closed to them, since they are started anew for that.
  void bind(Service service) {
    steps.reach(
        "bind",
        new Goal.Bound(service.name(), source, target),
        deadlines().run(),
        new Goal.Bound(service.name(), source, source));
  }

  /// As a standby they use the stores of their own region again.
  void unbind(Service service) {
    steps.reach("unbind", new Goal.Bound(service.name(), source, source), deadlines().run());
  }

  /// One share after the other. Nothing here is taken back by the run: whoever routes takes the
  /// traffic back by itself, and the run then waits for a person.
  void shift(Traffic traffic, FailbackPolicy policy) {
    for (int percent : policy.shares()) {
      var share =
          new Goal.Share(percent, policy.hold(), policy.maxErrorsPerMille(), policy.maxLatency());
      steps.stage(() ->
          steps.reach(
              "shift-" + percent,
              new Goal.Routed(traffic.name(), target, share),
              policy.hold().plus(deadlines().shift())));
    }
  }

  void route(Traffic traffic) {
    steps.reach("route", new Goal.Routed(traffic.name(), target), deadlines().route());
  }
}
