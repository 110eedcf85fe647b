package dev.lifeboat.runbook;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes the runbook that moves a workload's writer, or protects it, by plan, place and mode.
///
/// @param traits of the regions in which its runbooks are executed
public record RunbookCompiler(Traits traits) {
  /// The runbook for `workload`, whose writer is in `source`.
  ///
  /// @param source the placement's writer
  /// @throws ProblemException LB2006 when the strategy or direction has no runbook; the regions'
  ///   reason where they know no planned move of it
  public Runbook compile(Plan plan, Workload workload, Mode mode, String source)
      throws ProblemException {
    return compile(plan, workload, mode, source, Optional.empty());
  }

  /// The same, with databases as they were before a moment; LB2006 where nothing is restored.
  public Runbook compile(
      Plan plan, Workload workload, Mode mode, String source, Optional<Instant> before)
      throws ProblemException {
    var refused = refusal(plan, workload);
    if (refused.isPresent()) {
      throw refused.get().asException();
    }
    requireRegion(plan, workload, source);
    var target = plan.pair().otherThan(source);
    requireDirection(plan, workload, mode, source);
    requireOrder(workload, mode);
    requireRestored(workload, mode, before);
    var steps = new StepList();
    var rules = new ResourceRules(steps, source, target, traits);
    switch (mode) {
      case FAILOVER -> failover(steps, rules, workload, before);
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

  /// Fence first, at once and without the old side's help; then promote and route, so that users
  /// are back as early as the strategy allows. Capacity grows last where it would take processors
  /// from the first customers, else beside the promotion: the owner is told once it is there.
  private void failover(
      StepList steps, ResourceRules rules, Workload workload, Optional<Instant> before) {
    var target = rules.target();
    var services = workload.resources(Service.class);
    if (workload.failover().trigger() == FailoverPolicy.Trigger.APPROVAL) {
      steps.ask(
          "approve",
          "fail over '%s' from %s to %s?".formatted(workload.name(), rules.source(), target));
    }
    steps.stage(() -> {
      workload.resources(Traffic.class).forEach(it -> rules.close(it, Goal.Stop.IMMEDIATE));
      workload.stores().forEach(it -> rules.fence(it, Goal.Stop.IMMEDIATE));
    });
    var grown =
        traits.growsBesidePromotion()
            ? steps.beside(() -> services.forEach(rules::scaleOut))
            : List.<StepId>of();
    var bound = steps.beside(() -> rules.bound(workload).forEach(rules::bindHere));
    if (workload.strategy() == Strategy.BACKUP_AND_RESTORE) {
      // Not before the fence: the files would be older, and room is taken beside a living writer's.
      // No vault is kept while a run is open, so that what is written until the fence is lost.
      steps.each(workload.resources(Database.class), it -> rules.restore(it, before));
    }
    steps.each(workload.stores(), rules::promote);
    boolean startsFromNothing = workload.strategy().startsServices();
    if (startsFromNothing) {
      steps.each(services, rules::scaleOut);
      steps.after(steps.stage(), grown);
    }
    steps.after(steps.stage(), bound);
    open(steps, rules, workload);
    steps.verify(workload);
    if (!startsFromNothing) {
      steps.after(steps.stage(), grown);
    }
    steps.tell(workload, "is served from " + target);
    services.forEach(rules::scaleOut);
  }

  /// Lets users in where the writer is.
  static void open(StepList steps, ResourceRules rules, Workload workload) {
    steps.each(workload.resources(Service.class), rules::ready);
    steps.each(workload.resources(Traffic.class), rules::route);
  }

  /// Whether a move of `workload` would have a runbook if its strategy were that one.
  public boolean compiles(Plan plan, Workload workload, Strategy strategy) {
    return switch (strategy) {
      case WARM_STANDBY, PILOT_LIGHT -> true;
      case BACKUP_AND_RESTORE ->
          traits.restoresFromVaults() && new VaultRule(plan, workload).lack().isEmpty();
      case ACTIVE_ACTIVE -> false;
    };
  }

  /// Why no move of a workload has a runbook, wherever its writer is: LB2006.
  public Optional<Problem> refusal(Plan plan, Workload workload) {
    if (compiles(plan, workload, workload.strategy())) {
      return Optional.empty();
    }
    return workload.strategy() == Strategy.BACKUP_AND_RESTORE && traits.restoresFromVaults()
        ? new VaultRule(plan, workload).refusal()
        : Optional.of(noRunbook(workload));
  }

  private static Problem noRunbook(Workload workload) {
    return Problem.lasting(
        Code.LB2006,
        "workload '%s' asks for %s, which has no runbook yet"
            .formatted(workload.name(), workload.strategy().word()),
        "it cannot be moved by Lifeboat; nothing was changed",
        "use strategy warm-standby or pilot-light");
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

  private static void requireRestored(Workload workload, Mode mode, Optional<Instant> before)
      throws ProblemException {
    boolean restores = mode == Mode.FAILOVER && workload.strategy() == Strategy.BACKUP_AND_RESTORE;
    if (before.isPresent() && !restores) {
      throw none(
          "a %s of '%s' restores nothing".formatted(mode.word(), workload.name()),
          "nothing goes back to an earlier moment that way; nothing was changed",
          "bring databases back beside it: lifeboat restore PLAN --time TIME --to FOLDER");
    }
  }

  private static ProblemException none(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB2006, happened, means, action);
  }

  /// Nothing is changed for a move that would end before the promotion, with users kept out.
  private void requireOrder(Workload workload, Mode mode) throws ProblemException {
    var refused = failoverAlone(workload, mode);
    if (refused.isPresent()) {
      throw refused.get().asException();
    }
  }

  /// Why a move of `workload` by `mode` has no runbook where nothing but a failover moves it.
  public Optional<Problem> failoverAlone(Workload workload, Mode mode) {
    return switch (mode) {
      case SWITCHOVER, FAILBACK -> traits.failoverAlone(workload);
      case FAILOVER, REPROTECT -> Optional.empty();
    };
  }

  private static void requireDirection(Plan plan, Workload workload, Mode mode, String source)
      throws ProblemException {
    if (mode == Mode.FAILBACK && plan.primary().name().equals(source)) {
      throw none(
          "'%s' is at home in %s already".formatted(workload.name(), source),
          "there is nothing to bring back; nothing was changed",
          "use 'lifeboat switchover' to move it to " + plan.recovery().name());
    }
  }
}
