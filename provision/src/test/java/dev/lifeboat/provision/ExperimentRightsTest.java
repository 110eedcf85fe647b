package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Rights to break: what the plan names, and subnets that a person tagged for it.
final class ExperimentRightsTest {
  private static TreeMap<String, JsonNode> statements() throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    var statements = new TreeMap<String, JsonNode>();
    for (var policy : emitted.resources("AWS::IAM::ManagedPolicy")) {
      if (policy.folder().equals("experiments-primary")) {
        for (var it : policy.properties().at("/PolicyDocument/Statement")) {
          statements.put(it.path("Sid").asString(), it);
        }
      }
    }
    return statements;
  }

  @Test
  void tasks_and_databases_are_those_of_the_plan() throws Exception {
    var may = statements();
    assertThat(may.get("Tasks").at("/Resource/0/Fn::Sub").asString())
        .isEqualTo("arn:aws:ecs:ap-southeast-2:${AWS::AccountId}:task/dr-lab-primary/*");
    assertThat(may.get("Standby").at("/Resource/0/Fn::Sub").asString())
        .isEqualTo("arn:aws:rds:ap-southeast-2:${AWS::AccountId}:db:dr-lab-db");
  }

  @Test
  void subnets_are_those_that_bear_the_tag_of_a_workload() throws Exception {
    for (var sid : new String[] {"Subnets", "Subnets2"}) {
      var condition = statements().get(sid).at("/Condition/StringEquals");
      assertThat(condition.propertyNames())
          .hasSize(1)
          .allMatch(it -> it.startsWith("aws:ResourceTag/lifeboat:drilled"));
      assertThat(condition.iterator().next().toString()).isEqualTo("[\"dr-lab\"]");
    }
  }

  /// Nobody else's list is changed or deleted.
  @Test
  void lists_of_access_are_its_own() throws Exception {
    var own = statements().get("Own");
    assertThat(own.path("Action").toString()).contains("ec2:DeleteNetworkAcl");
    assertThat(own.at("/Condition/StringEquals").toString())
        .isEqualTo("{\"aws:ResourceTag/managedByFIS\":[\"true\"]}");
    assertThat(statements().get("Made").at("/Condition/StringEquals").toString())
        .isEqualTo("{\"aws:RequestTag/managedByFIS\":[\"true\"]}");
  }
}
