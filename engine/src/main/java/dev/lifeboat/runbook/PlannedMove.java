package dev.lifeboat.runbook;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.util.ArrayList;
import java.util.List;

/// The steps of a move in which both regions live. Everything is looked at and made ready first;
/// then the old writer stops in good order, the replica is shown to hold all of it, and only then
/// is promoted.
final class PlannedMove {
  private final StepList steps;
  private final ResourceRules rules;
  private final Workload workload;
  private final String target;

  PlannedMove(StepList steps, ResourceRules rules, Workload workload, String target) {
    this.steps = steps;
    this.rules = rules;
    this.workload = workload;
    this.target = target;
  }

  /// Whether users come back share by share: there is something that can be shifted, and a service
  /// in each region that can answer.
  private boolean inShares() {
    return !workload.failback().shares().isEmpty()
        && !workload.resources(Traffic.class).isEmpty()
        && workload.resources(Traffic.class).stream().allMatch(rules::shares)
        && !workload.resources(Service.class).isEmpty();
  }

  /// The way home.
  void home() {
    if (inShares()) {
      shareByShare();
    } else {
      atOnce(true);
    }
  }

  /// Nothing moves: the side that is left behind follows the writer at the target, and stands by.
  void reprotectAlone() {
    var protections = steps.mark();
    reprotect();
    steps.afterAllSince(protections);
    var standby = steps.mark();
    workload.resources(Service.class).forEach(rules::scaleIn);
    steps.afterAllSince(standby);
    steps.tell(
        "tell-owner",
        "%s: '%s' is protected again, its writer stays in %s"
            .formatted(workload.owner(), workload.name(), target));
  }

  /// Users follow the writer all at once.
  ///
  /// @param rejoin whether the target has to be made to follow first, which may copy everything
  void atOnce(boolean rejoin) {
    prepare(rejoin);
    stop();
    RunbookCompiler.promoteAndOpen(steps, rules, workload, false);
    var reprotect = steps.mark();
    reprotect();
    workload.resources(Service.class).forEach(rules::scaleIn);
    steps.afterAllSince(reprotect);
    steps.verifyAndTell(workload, target);
  }

  /// The writer goes first and users follow share by share. Meanwhile both regions serve, with the
  /// one writer at the target, and the old side follows it already.
  ///
  /// Nothing that opens the front door waits for the region that is left: users are not to wait for
  /// a region that may have failed just now.
  private void shareByShare() {
    prepare(true);
    var doors = steps.mark();
    workload.resources(Traffic.class).forEach(rules::closeBeforeShares);
    steps.afterAllSince(doors);
    var closed = steps.stage();
    var bindings = steps.mark();
    workload.resources(Service.class).stream()
        .filter(service -> !service.uses().isEmpty())
        .forEach(rules::bind);
    var bound = steps.since(bindings);
    steps.after(closed);
    fenceAndComplete();
    promote();
    var ready = steps.mark();
    workload.resources(Service.class).forEach(rules::ready);
    steps.afterAllSince(ready);
    var open = steps.stage();
    var protections = steps.mark();
    reprotect();
    var protectedAgain = steps.since(protections);
    // Whoever shares traffic out lets go of the door's fence, which must not be on its way back.
    steps.after(joined(open, closed));
    workload.resources(Traffic.class).forEach(it -> rules.shift(it, workload.failback()));
    var routes = steps.mark();
    workload.resources(Traffic.class).forEach(rules::route);
    steps.after(joined(steps.since(routes), bound));
    var standby = steps.mark();
    workload.resources(Service.class).forEach(rules::scaleIn);
    workload.resources(Service.class).stream()
        .filter(service -> !service.uses().isEmpty())
        .forEach(rules::unbind);
    steps.after(joined(steps.since(standby), protectedAgain));
    steps.verifyAndTell(workload, target);
  }

  private static List<StepId> joined(List<StepId> some, List<StepId> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private void prepare(boolean rejoin) {
    var ready = steps.mark();
    workload.resources(Database.class).forEach(it -> rules.follow(it.name(), rejoin));
    workload.resources(Bucket.class).forEach(it -> rules.follow(it.name(), rejoin));
    steps.afterAllSince(ready);
    var capacity = steps.mark();
    workload.resources(Service.class).forEach(rules::scaleOut);
    steps.afterAllSince(capacity);
  }

  private void stop() {
    var doors = steps.mark();
    workload.resources(Traffic.class).forEach(traffic -> rules.close(traffic, Goal.Stop.ORDERLY));
    steps.afterAllSince(doors);
    fenceAndComplete();
  }

  private void fenceAndComplete() {
    var fences = steps.mark();
    workload.resources(Database.class).forEach(it -> rules.fence(it, Goal.Stop.ORDERLY));
    workload.resources(Bucket.class).forEach(it -> rules.fence(it, Goal.Stop.ORDERLY));
    steps.afterAllSince(fences);
    var complete = steps.mark();
    workload.resources(Database.class).forEach(it -> rules.complete(it.name()));
    workload.resources(Bucket.class).forEach(it -> rules.complete(it.name()));
    steps.afterAllSince(complete);
  }

  private void promote() {
    var promotions = steps.mark();
    workload.resources(Database.class).forEach(it -> rules.promote(it.name()));
    workload.resources(Bucket.class).forEach(it -> rules.promote(it.name()));
    steps.afterAllSince(promotions);
  }

  private void reprotect() {
    workload.resources(Database.class).forEach(it -> rules.reprotect(it.name()));
    workload.resources(Bucket.class).forEach(it -> rules.reprotect(it.name()));
  }
}
