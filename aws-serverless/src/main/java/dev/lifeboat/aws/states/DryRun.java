package dev.lifeboat.aws.states;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.aws.states.States.State;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One look at each goal of a run that is not begun: nothing is claimed and nothing asked for. The
/// execution's output is the list of them: already met, to be reached, or not to be told.
final class DryRun {
  private final Plan plan;
  private final Workload workload;
  private final Optional<Functions> functions;

  DryRun(Plan plan, Workload workload, Optional<Functions> functions) {
    this.plan = plan;
    this.workload = workload;
    this.functions = functions;
  }

  /// The state with which the dry run of `mode` begins.
  static String name(Mode mode) {
    return "dry " + mode.word();
  }

  /// Adds a dry run for each of `modes`.
  void add(States machine, Set<Mode> modes) throws ProblemException {
    var forms = new ApiGoals(plan, workload);
    for (var mode : modes) {
      var runbook = new AwsKind().compiler().compile(plan, workload, mode, plan.primary().name());
      var branches = new ArrayList<Map<String, Object>>();
      for (var step : runbook.steps()) {
        if (step instanceof Step.Reach reach) {
          branches.add(branch(runbook, reach, forms));
        }
      }
      machine.add(name(mode), State.of("Parallel").with("Branches", branches).end());
    }
  }

  private Map<String, Object> branch(Runbook runbook, Step.Reach step, ApiGoals forms) {
    var label = name(runbook.mode()) + " " + step.id();
    var branch = new States();
    var means = means(runbook, step, forms);
    if (means.isEmpty()) {
      return branch.add(label, said(step, "a person's word")).tree();
    }
    return branch
        .add(
            label,
            means
                .get()
                .look()
                .with("ResultPath", StepAccess.SEEN)
                .with("Catch", List.of(States.anyError(label + ": unknown")))
                .next(label + "?"))
        .add(
            label + "?",
            States.choice(
                List.of(AslChoice.leadingTo(means.get().met(), label + ": met")),
                label + ": to reach"))
        .add(label + ": met", said(step, "already met"))
        .add(label + ": to reach", said(step, "to reach"))
        .add(label + ": unknown", said(step, "cannot be told"))
        .tree();
  }

  private Optional<StepAccess> means(Runbook runbook, Step.Reach step, ApiGoals forms) {
    var function =
        functions.map(it ->
            new StepAccess.Function(
                it, false, runbook.mode().word(), step.id().value(), Optional.empty()));
    return StepAccess.of(step.goal(), runbook.target(), forms, function);
  }

  private static State said(Step.Reach step, String standing) {
    var said = new LinkedHashMap<String, Object>();
    said.put("step", step.id().value());
    said.put("goal", step.phrase());
    said.put("standing", standing);
    return States.pass().with("Result", said).end();
  }
}
