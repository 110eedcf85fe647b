package dev.lifeboat.aws.function;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Recovers one workload when it is asked to, or tells what that would do. Whoever asks decides:
/// nothing here looks whether the primary region is lost. Thread-safe.
///
/// The payload is `{"test_mode":true,"target_region":…}` or
/// `{"execute_recovery":true,"target_region":…}`, the region by its name on AWS or in the plan, and
/// with several workloads `workload`. `run` names the run that is meant, so that a request that
/// comes late starts no further one.
record RecoveryFunction(Plan plan, Workload workload, AwsAccount account, Executions executions) {
  /// Does what the payload asks.
  ///
  /// @throws ProblemException LB2009 when it asks for both, for neither or for another region,
  ///   LB2006 for a strategy that nothing is known of; nothing was started then
  Map<String, Object> handle(Map<String, Object> payload)
      throws ProblemException, InterruptedException {
    boolean tests = isAsked(payload, "test_mode");
    if (tests == isAsked(payload, "execute_recovery")) {
      throw FunctionEvent.wrong(
          "the payload asks for neither or for both",
          "send {\"test_mode\":true,\"target_region\":…} or"
              + " {\"execute_recovery\":true,\"target_region\":…}");
    }
    requireTarget(payload);
    var refused = new AwsKind().compiler().refusal(plan, workload);
    if (refused.isPresent()) {
      throw refused.get().asException();
    }
    return tests ? tested() : executed(payload);
  }

  /// A `"true"` that was meant is told, not taken for no.
  private static boolean isAsked(Map<String, Object> payload, String key) throws ProblemException {
    var value = payload.getOrDefault(key, false);
    if (value instanceof Boolean asked) {
      return asked;
    }
    throw FunctionEvent.wrong(
        "\"%s\" is neither true nor false".formatted(key), "write it without quotes");
  }

  private void requireTarget(Map<String, Object> payload) throws ProblemException {
    var recovery = plan.recovery();
    var names = List.of(AwsRegion.nameOf(recovery), recovery.name());
    var target = String.valueOf(payload.get("target_region"));
    if (!names.contains(target)) {
      throw FunctionEvent.wrong(
          "target_region '%s' is not where '%s' recovers".formatted(target, workload.name()),
          "write \"target_region\":\"%s\"".formatted(names.getFirst()));
    }
  }

  private Map<String, Object> tested() throws ProblemException, InterruptedException {
    var placed = placement();
    var runbook =
        new AwsKind().compiler().compile(plan, workload, Mode.FAILOVER, plan.primary().name());
    var preview = Preview.of(runbook, account.reconcilers(workload));
    var findings = preview.obstacles();
    var answer = answer(findings.isEmpty() ? "ready" : "not-ready");
    answer.put("writer", placed.writer());
    answer.put("findings", findings);
    answer.put("goals", preview.goals().stream().map(RecoveryFunction::row).toList());
    answer.put("changed", false);
    return answer;
  }

  private static Map<String, Object> row(Preview.Row row) {
    var told = new LinkedHashMap<String, Object>();
    told.put("step", row.step());
    told.put("goal", row.goal());
    told.put("prospect", row.prospect().words());
    told.put("now", row.now());
    return told;
  }

  private Map<String, Object> executed(Map<String, Object> payload)
      throws ProblemException, InterruptedException {
    var placed = placement();
    if (placed.writer().equals(plan.recovery().name())) {
      return answer("recovered");
    }
    var open = placed.openRun().map(RunId::value);
    if (open.isPresent()) {
      requireMeant(payload, open.get());
      return running("open", open.get());
    }
    var next = executions.next(placed);
    requireMeant(payload, next.name());
    return executions
        .start(next, it -> it.input("unplanned", "execute_recovery was asked for"))
        .map(it -> running("started", it.name()))
        .orElseGet(() -> running("open", next.name()));
  }

  private static void requireMeant(Map<String, Object> payload, String name)
      throws ProblemException {
    var meant = payload.getOrDefault("run", name);
    if (!meant.equals(name)) {
      throw FunctionEvent.wrong(
          "run '%s' is over, or not yet; the next would be %s".formatted(meant, name),
          "leave \"run\" out, or name that one");
    }
  }

  private Map<String, Object> running(String status, String run) {
    var answer = answer(status);
    answer.put("run", run);
    answer.put("state_machine", executions.machine());
    return answer;
  }

  private Placement placement() throws ProblemException {
    return account.placements().required(workload.name());
  }

  private Map<String, Object> answer(String status) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", status);
    answer.put("workload", workload.name());
    answer.put("strategy", workload.strategy().word());
    answer.put("target_region", AwsRegion.nameOf(plan.recovery()));
    return answer;
  }
}
