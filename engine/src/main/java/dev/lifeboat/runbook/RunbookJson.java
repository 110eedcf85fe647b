package dev.lifeboat.runbook;

import dev.lifeboat.files.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A runbook as JSON, which is public: fields may be added, those that are here stay. There is one
/// form only, without white space and with its fields in one order, so that it can be hashed.
public final class RunbookJson {
  public static final String SCHEMA = "lifeboat.runbook/v1";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final double NANOS = 1e9;

  private RunbookJson() {}

  /// The one JSON form, in UTF-8.
  public static byte[] bytes(Runbook runbook) {
    return JSON.writeValueAsBytes(tree(runbook));
  }

  /// What a person confirms, such as `sha256:9f1c…`: of [#bytes], in lower-case hexadecimal.
  public static String hash(Runbook runbook) {
    return "sha256:" + Sha256.of(bytes(runbook));
  }

  private static Map<String, Object> tree(Runbook runbook) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("schema", SCHEMA);
    tree.put("plan", runbook.plan());
    tree.put("workload", runbook.workload());
    tree.put("mode", runbook.mode().word());
    tree.put("strategy", runbook.strategy().word());
    tree.put("source", runbook.source());
    tree.put("target", runbook.target());
    tree.put("pointOfNoReturn", values(runbook.pointOfNoReturn()));
    tree.put("steps", runbook.steps().stream().map(RunbookJson::step).toList());
    return tree;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", step.id().value());
    switch (step) {
      case Step.Reach reach -> {
        tree.put("step", "reach");
        tree.putAll(goal(reach.goal()));
        tree.put("undo", reach.undo().stream().map(RunbookJson::goal).toList());
      }
      case Step.Ask ask -> {
        tree.put("step", "ask");
        tree.put("question", ask.question());
      }
      case Step.Tell tell -> {
        tree.put("step", "tell");
        tree.put("message", tell.message());
      }
      case Step.Verify verify -> {
        tree.put("step", "verify");
        tree.put("http", verify.check().http());
        tree.put("expect", verify.check().expect());
      }
    }
    tree.put("after", values(step.after()));
    tree.put("deadlineSeconds", step.deadline().toNanos() / NANOS);
    return tree;
  }

  private static Map<String, Object> goal(Goal goal) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("goal", goal.type());
    tree.put("resource", goal.resource());
    tree.put("region", goal.region());
    switch (goal) {
      case Goal.Fenced fenced -> tree.put("stop", fenced.stop().word());
      case Goal.Replicating replicating -> {
        tree.put("source", replicating.source());
        tree.put("level", replicating.level().word());
      }
      case Goal.Running running -> {
        tree.put("instances", running.instances());
        tree.put("generation", running.generation());
      }
      case Goal.Bound bound -> tree.put("stores", bound.stores());
      case Goal.Routed(_, _, var share) when share != null -> tree.put("share", share(share));
      case Goal.Restored(_, _, var before) when before != null ->
          tree.put("before", before.toString());
      case Goal.Promoted _, Goal.Protected _, Goal.Restored _, Goal.Healthy _, Goal.Routed _ -> {}
    }
    return tree;
  }

  private static Map<String, Object> share(Goal.Share share) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("percent", share.percent());
    tree.put("holdSeconds", share.hold().toNanos() / NANOS);
    tree.put("maxErrorsPerMille", share.maxErrorsPerMille());
    tree.put("maxLatencySeconds", share.maxLatency().toNanos() / NANOS);
    return tree;
  }

  private static List<String> values(List<StepId> ids) {
    return ids.stream().map(StepId::value).toList();
  }
}
