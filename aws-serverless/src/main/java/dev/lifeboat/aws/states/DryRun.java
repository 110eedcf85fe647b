package dev.lifeboat.aws.states;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.Optional;
import java.util.Set;

/// One look at each goal of a run that is not begun: nothing is claimed and nothing asked for. The
/// execution's output is the list of them: already met, to be reached, or not to be told.
record DryRun(Plan plan, Workload workload, Optional<Functions> functions) {
  /// The state with which the dry run of `mode` begins.
  static String name(Mode mode) {
    return "dry " + mode.word();
  }

  /// Adds a dry run for each of `modes`.
  void add(StateSequence machine, Set<Mode> modes) throws ProblemException {
    var forms = new ApiGoals(plan, workload);
    for (var mode : modes) {
      var runbook = new AwsKind().compiler().compile(plan, workload, mode, plan.primary().name());
      var branches =
          runbook.steps().stream()
              .filter(Step.Reach.class::isInstance)
              .map(it -> branch(runbook, (Step.Reach) it, forms))
              .toList();
      machine.add(name(mode), Asl.state("Parallel").with("Branches", branches).end());
    }
  }

  private Asl branch(Runbook runbook, Step.Reach step, ApiGoals forms) {
    var label = name(runbook.mode()) + " " + step.id();
    var function =
        functions.map(it ->
            new StepAccess.Function(
                it, false, runbook.mode().word(), step.id().value(), Optional.empty(), false));
    var means = StepAccess.of(step.goal(), runbook.target(), forms, function);
    var parts = StepParts.of(step.goal(), name(runbook.mode()), step.id().value(), forms, means);
    if (parts.isEmpty()) {
      return new StateSequence().add(label, said(step, "a person's word")).tree();
    }
    var branch = new StateSequence();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var then = i + 1 < parts.size() ? parts.get(i + 1).label() : label + ": met";
      part.means().look(branch, part.label(), label + ": unknown", part.label() + "?");
      branch.add(part.label() + "?", Asl.choice(label + ": to reach", part.means().met().to(then)));
    }
    return branch
        .add(label + ": met", said(step, "already met"))
        .add(label + ": to reach", said(step, "to reach"))
        .add(label + ": unknown", said(step, "cannot be told"))
        .tree();
  }

  private static Asl said(Step.Reach step, String standing) {
    var said =
        Asl.of("step", step.id().value()).with("goal", step.phrase()).with("standing", standing);
    return Asl.pass().with("Result", said).end();
  }
}
