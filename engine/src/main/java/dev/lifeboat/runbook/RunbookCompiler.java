package dev.lifeboat.runbook;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Makes the runbook that moves a workload's writer, or protects it: plan × where the writer is ×
/// mode.
///
/// @param traits of the regions in which its runbooks are executed
public record RunbookCompiler(Traits traits) {
  /// The runbook for `workload`, whose writer is in `source`.
  ///
  /// @param source the placement's writer
  /// @throws ProblemException LB2006 when the strategy or direction has no runbook
  public Runbook compile(Plan plan, Workload workload, Mode mode, String source)
      throws ProblemException {
    requireStrategy(workload);
    requireRegion(plan, workload, source);
    var target = plan.pair().otherThan(source);
    requireDirection(plan, workload, mode, source);
    var steps = new StepList();
    var rules = new ResourceRules(steps, source, target, traits);
    switch (mode) {
      case FAILOVER -> failover(steps, rules, workload, source, target);
      case SWITCHOVER -> new PlannedMove(steps, rules, workload, target).atOnce(false);
      case FAILBACK -> new PlannedMove(steps, rules, workload, target).home();
      case REPROTECT -> {
        var ofTheOldSide = new ResourceRules(steps, target, source, traits);
        new PlannedMove(steps, ofTheOldSide, workload, source).reprotectAlone();
      }
    }
    return new Runbook(
        plan.name(), workload.name(), mode, workload.strategy(), source, target, steps.build());
  }

  /// Fence first, at once and without the old side's help; then promote, route, and only then grow
  /// to full capacity, so that users are back as early as the strategy allows.
  private static void failover(
      StepList steps, ResourceRules rules, Workload workload, String source, String target) {
    if (workload.failover().trigger() == FailoverPolicy.Trigger.APPROVAL) {
      steps.ask(
          "approve", "fail over '%s' from %s to %s?".formatted(workload.name(), source, target));
    }
    steps.stage(() -> {
      workload.resources(Traffic.class).forEach(it -> rules.close(it, Goal.Stop.IMMEDIATE));
      workload.stores().forEach(it -> rules.fence(it, Goal.Stop.IMMEDIATE));
    });
    promoteAndOpen(steps, rules, workload, workload.strategy() == Strategy.PILOT_LIGHT);
    steps.verifyAndTell(workload, target);
    // Last: starting instances takes the processors that the first customers need.
    workload.resources(Service.class).forEach(rules::scaleOut);
  }

  static void promoteAndOpen(
      StepList steps, ResourceRules rules, Workload workload, boolean startServices) {
    steps.each(workload.stores(), rules::promote);
    if (startServices) {
      steps.each(workload.resources(Service.class), rules::scaleOut);
    }
    steps.each(workload.resources(Service.class), rules::ready);
    steps.each(workload.resources(Traffic.class), rules::route);
  }

  /// Why no move of a workload has a runbook, wherever its writer is: LB2006.
  public static Optional<Problem> refusal(Workload workload) {
    return switch (workload.strategy()) {
      case WARM_STANDBY, PILOT_LIGHT -> Optional.empty();
      case BACKUP_AND_RESTORE, ACTIVE_ACTIVE ->
          Optional.of(
              Problem.lasting(
                  Code.LB2006,
                  "workload '%s' asks for %s, which has no runbook yet"
                      .formatted(workload.name(), workload.strategy().word()),
                  "it cannot be moved by Lifeboat; nothing was changed",
                  "use strategy warm-standby or pilot-light"));
    };
  }

  private static void requireStrategy(Workload workload) throws ProblemException {
    var refusal = refusal(workload);
    if (refusal.isPresent()) {
      throw refusal.get().asException();
    }
  }

  /// The plan's regions may have other names since the writer was placed.
  private static void requireRegion(Plan plan, Workload workload, String source)
      throws ProblemException {
    if (!plan.pair().contains(source)) {
      throw ProblemException.lasting(
          Code.LB1003,
          "the writer of '%s' is in '%s', which plan '%s' does not name as one of its two regions"
              .formatted(workload.name(), source, plan.name()),
          "it can be moved neither there nor from there; nothing was changed",
          "give its region that name in the plan again");
    }
  }

  private static void requireDirection(Plan plan, Workload workload, Mode mode, String source)
      throws ProblemException {
    if (mode == Mode.FAILBACK && plan.primary().name().equals(source)) {
      throw ProblemException.lasting(
          Code.LB2006,
          "'%s' is at home in %s already".formatted(workload.name(), source),
          "there is nothing to bring back; nothing was changed",
          "use 'lifeboat switchover' to move it to " + plan.recovery().name());
    }
  }
}
