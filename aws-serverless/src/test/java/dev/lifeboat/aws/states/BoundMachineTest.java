package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What tasks read, and their restart, are steps of their own in a machine, made by calls of its
/// own region.
class BoundMachineTest {
  private static final String EXAMPLE = "dr-lab-warm-standby";
  private static final String LABEL = "secretsmanager:updateSecretVersionStage";

  private static Map<String, JsonNode> states(String... edits) throws Exception {
    return Examples.states(Examples.machine(Examples.edited(EXAMPLE, edits), true, Examples.BOTH));
  }

  private static String resource(Map<String, JsonNode> states, String name) {
    return states.get(name).path("Resource").asString("").replace("arn:aws:states:::aws-sdk:", "");
  }

  @Test
  void the_label_of_the_examples_secret_is_moved_and_then_its_tasks_are_started_anew()
      throws Exception {
    var states = states();
    for (var mode : List.of(Mode.FAILOVER.word(), Mode.SWITCHOVER.word())) {
      assertThat(resource(states, mode + " bind-web: ask for it 1")).isEqualTo(LABEL);
      var moved = states.get(mode + " bind-web: ask for it 1").get("Parameters");
      assertThat(moved.get("SecretId").asString()).isEqualTo("dr-lab/database");
      assertThat(moved.get("MoveToVersionId.$").asString()).isEqualTo("$.seen.own[0]");
      assertThat(moved.get("RemoveFromVersionId.$").asString()).isEqualTo("$.seen.bound[0]");
      assertThat(Examples.next(states.get(mode + " bind-web: met"), List.of()))
          .containsExactly(mode + " restart-web: begin");
      assertThat(resource(states, mode + " restart-web: ask for it 1"))
          .isEqualTo("ecs:updateService");
      assertThat(
              states
                  .get(mode + " restart-web: ask for it 1")
                  .get("Parameters")
                  .get("ForceNewDeployment")
                  .asBoolean())
          .isTrue();
      assertThat(states.get("dry %s bind-web: met".formatted(mode)).toString())
          .contains("already met");
    }
  }

  @Test
  void a_region_binds_its_tasks_without_a_function() throws Exception {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Examples.machine(Examples.inReach(EXAMPLE), false, Examples.BOTH))
        .satisfies(refused ->
            assertThat(refused.problem().happened())
                .contains("route-entry")
                .doesNotContain("bind-web"));
  }

  @Test
  void an_address_is_written_as_rds_tells_it_and_no_credential_is_touched() throws Exception {
    var states =
        states(
            "          secrets: [dr-lab/database]\n", "",
            "fence: guard\n", "fence: guard\n          endpointParameter: /dr-lab/address\n");
    var put = states.get("failover bind-web: ask for it 1");
    assertThat(resource(states, "failover bind-web: ask for it 1")).isEqualTo("ssm:putParameter");
    assertThat(put.get("Parameters").get("Name").asString()).isEqualTo("/dr-lab/address");
    assertThat(put.get("Parameters").get("Value.$").asString()).isEqualTo("$.seen.address");
    assertThat(resource(states, "failover bind-web: look")).isEqualTo("rds:describeDBInstances");
    assertThat(Examples.before(states, "failover bind-web: ask for it 1"))
        .containsExactly("failover bind-web: confirm 1");
    assertThat(states).containsKey("failover restart-web: look");
    assertThat(states.keySet())
        .allSatisfy(name -> assertThat(resource(states, name)).doesNotStartWith("secretsmanager"));
  }

  /// A look of two calls has a second state, which is none of the second part.
  @Test
  void a_secret_and_an_address_are_parts_of_one_step_also_where_nothing_is_begun()
      throws Exception {
    var states =
        states("fence: guard\n", "fence: guard\n          endpointParameter: /dr-lab/address\n");

    assertThat(resource(states, "failover bind-web: ask for it 1")).isEqualTo(LABEL);
    assertThat(resource(states, "failover bind-web part 2: ask for it 1"))
        .isEqualTo("ssm:putParameter");
    assertThat(states).containsKeys("dry failover bind-web 2", "dry failover bind-web part 2");
  }
}
