package dev.lifeboat.runbook;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.util.List;

/// The steps of a move in which both regions live. Everything is looked at and made ready first;
/// then the old writer stops in good order, the replica is shown to hold all of it, and only then
/// is promoted.
///
/// That is so for each strategy: while both regions live, a copy of the writer loses nothing and
/// needs no vault. What stays behind afterwards is where they differ.
record PlannedMove(StepList steps, ResourceRules rules, Workload workload, String target) {

  private List<Traffic> doors() {
    return workload.resources(Traffic.class);
  }

  private List<Service> services() {
    return workload.resources(Service.class);
  }

  /// Whether users come back share by share: there is something that can be shifted, and a service
  /// in each region that can answer.
  private boolean inShares() {
    return !workload.failback().shares().isEmpty()
        && !doors().isEmpty()
        && doors().stream().allMatch(rules::shares)
        && !services().isEmpty();
  }

  /// The way home.
  void home() {
    if (inShares()) {
      shareByShare();
    } else {
      atOnce(true);
    }
  }

  private boolean fromVault() {
    return workload.strategy() == Strategy.BACKUP_AND_RESTORE;
  }

  /// Makes the workload safe again where it is: by its copy, or by its vault.
  private void protect() {
    if (fromVault()) {
      workload.resources(Database.class).forEach(rules::keep);
      workload.resources(Bucket.class).forEach(rules::reprotect);
    } else {
      workload.stores().forEach(rules::reprotect);
    }
  }

  /// What was copied to bring it here goes once the vault has the new writer, and not before.
  private void standDown() {
    if (fromVault()) {
      steps.each(workload.resources(Database.class), rules::standDown);
    }
  }

  /// Nothing moves: the side that is left behind follows the writer at the target, and stands by.
  void reprotectAlone() {
    steps.stage(this::protect);
    steps.each(services(), rules::scaleIn);
    steps.tell(workload, "is protected again, its writer stays in " + target);
  }

  /// Users follow the writer all at once.
  ///
  /// @param rejoin whether the target has to be made to follow first, which may copy everything
  void atOnce(boolean rejoin) {
    prepare(rejoin || fromVault());
    steps.each(rules.bound(workload), rules::bindHere);
    steps.each(doors(), it -> rules.close(it, Goal.Stop.ORDERLY));
    fenceAndComplete();
    steps.each(workload.stores(), rules::promote);
    RunbookCompiler.open(steps, rules, workload);
    steps.stage(() -> {
      protect();
      services().forEach(rules::scaleIn);
    });
    standDown();
    steps.verifyAndTell(workload, target);
  }

  /// The writer goes first and users follow share by share. Meanwhile both regions serve, with the
  /// one writer at the target, and the old side follows it already.
  ///
  /// Nothing that opens the front door waits for the old region: users are not to wait for a region
  /// that may have failed just now.
  private void shareByShare() {
    var bindable = services().stream().filter(service -> !service.uses().isEmpty()).toList();
    prepare(true);
    steps.each(doors(), rules::closeBeforeShares);
    var closed = steps.stage();
    var bound = steps.beside(() -> bindable.forEach(rules::bind));
    fenceAndComplete();
    steps.each(workload.stores(), rules::promote);
    steps.each(services(), rules::ready);
    var open = steps.stage();
    var protectedAgain = steps.beside(this::protect);
    // Whoever shares traffic out lets go of the door's fence, which must not be on its way back.
    steps.after(open, closed);
    doors().forEach(it -> rules.shift(it, workload.failback()));
    steps.after(steps.beside(() -> doors().forEach(rules::route)), bound);
    var standby =
        steps.beside(() -> {
          services().forEach(rules::scaleIn);
          bindable.forEach(rules::unbind);
        });
    steps.after(standby, protectedAgain);
    standDown();
    steps.verifyAndTell(workload, target);
  }

  private void prepare(boolean rejoin) {
    steps.each(workload.stores(), it -> rules.follow(it, rejoin));
    steps.each(services(), rules::scaleOut);
  }

  private void fenceAndComplete() {
    steps.each(workload.stores(), it -> rules.fence(it, Goal.Stop.ORDERLY));
    steps.each(workload.stores(), rules::complete);
  }
}
