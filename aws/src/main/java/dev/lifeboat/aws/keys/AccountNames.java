package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.util.Optional;

/// Names of what moves a plan's writers inside an account, all in the recovery region.
///
/// @param function of Lambda that carries out steps; empty for the default
/// @param topic of SNS that people have subscribed to; empty for the default
/// @param stateMachine of Step Functions; where a plan has several workloads, each one's name
///   follows
public record AccountNames(
    Optional<String> function, Optional<String> topic, Optional<String> stateMachine) {

  /// The plan's function.
  public static String function(Plan plan) {
    return of(plan).function.orElse(standard(plan));
  }

  /// The plan's topic.
  public static String topic(Plan plan) {
    return of(plan).topic.orElse(standard(plan));
  }

  /// The machine of one workload.
  public static String machine(Plan plan, Workload workload) {
    var named = of(plan).stateMachine;
    return named.isPresent() && plan.workloads().size() == 1
        ? named.get()
        : named.orElse(standard(plan)) + "-" + workload.name();
  }

  /// Whether the plan names what carries out a run inside the account, so that it has one.
  public boolean isMachineNamed() {
    return function.isPresent() || stateMachine.isPresent();
  }

  private static AccountNames of(Plan plan) {
    return AwsPlan.of(plan).names();
  }

  private static String standard(Plan plan) {
    return "lifeboat-" + plan.name();
  }
}
