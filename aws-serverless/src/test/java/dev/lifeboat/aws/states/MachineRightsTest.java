package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.iam.Arns;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The role of a state machine is allowed each of the machine's calls, on what it is made for.
final class MachineRightsTest {
  private static final String AWAY = "us-west-2";
  private static final String ACCOUNT = "123456789012";
  private static final String WARM_STANDBY = "dr-lab-warm-standby";
  private static final String CLUSTER = "dr-lab-secondary";

  private static StateMachine machine(String example) throws Exception {
    var plan = Examples.plan(example);
    var workload = plan.workloads().values().iterator().next();
    return new StateMachineCompiler(plan, workload, true, PollPace.STANDARD).compile(Examples.BOTH);
  }

  private static JsonNode definition(StateMachine machine) {
    return JsonMapper.shared().readTree(machine.definition());
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void a_machines_role_may_make_each_of_its_calls(String example) throws Exception {
    var machine = machine(example);
    var policy = RolePolicy.of(machine, "dr", AWAY, ACCOUNT, "people");

    var needed = new MachineRights(new Arns(ACCOUNT), AWAY).of(definition(machine));

    assertThat(needed).isNotEmpty();
    new IamRules(policy).assertAllow(needed, example);
    assertThatExceptionOfType(AssertionError.class)
        .as("the same role in another region")
        .isThrownBy(() ->
            new IamRules(RolePolicy.of(machine, "dr", "eu-north-1", ACCOUNT, "people"))
                .assertAllow(needed, example));
  }

  /// What a plan may have, and a policy that was once printed of it.
  @ParameterizedTest
  @ValueSource(strings = {CLUSTER, "arn:aws:ecs:us-west-2:123456789012:cluster/" + CLUSTER})
  void a_cluster_that_is_given_by_its_arn_is_found_out(String cluster) throws Exception {
    var text =
        machine(WARM_STANDBY)
            .definition()
            .replace("\"%s\"".formatted(CLUSTER), "\"%s\"".formatted(cluster));
    var needed =
        new MachineRights(new Arns(ACCOUNT), AWAY)
            .of(JsonMapper.shared().readTree(text)).stream()
                .filter(it -> it.action().startsWith("ecs:"))
                .toList();

    assertThat(needed).isNotEmpty();
    allowed(CLUSTER).assertAllow(needed, "by name");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            allowed("arn:aws:ecs:us-west-2:123456789012:cluster/" + CLUSTER)
                .assertAllow(needed, "by ARN"));
  }

  private static IamRules allowed(String cluster) {
    var service = "arn:aws:ecs:us-west-2:123456789012:service/%s/dr-lab-service".formatted(cluster);
    return new IamRules(
        IamPolicy.of(
            List.of(
                new IamPolicy.Statement(
                    "Planted", "Allow", List.of("ecs:*Service*"), List.of(service)))));
  }
}
