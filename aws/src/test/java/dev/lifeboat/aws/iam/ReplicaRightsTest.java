package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whoever may ask the placements may ask each replica of them, and whether it is one.
final class ReplicaRightsTest {
  private static final String DESCRIBE = "dynamodb:DescribeTable";

  private static Plan plan() throws Exception {
    var text =
        Malls.text(1).replace("ap-southeast-2", "us-east-1").replace("eu-west-1", "us-east-2")
            + "aws: { placementsIn: all }\n";
    return AwsKeys.reader().read("malls.yaml", text).orThrow();
  }

  private static void assertReplicas(IamPolicy policy, String table, String action) {
    assertThat(policy.statements())
        .filteredOn(it -> it.actions().contains(action) && it.actions().contains(DESCRIBE))
        .flatExtracting(IamPolicy.Statement::resources)
        .filteredOn(it -> it.endsWith("table/" + table))
        .hasSize(3);
  }

  @Test
  void moves_checks_and_guards_may_ask_each_replica_what_it_is() throws Exception {
    var plan = plan();
    for (var use : List.of(IamPolicy.Use.CHECK, IamPolicy.Use.EXECUTE, IamPolicy.Use.WATCH)) {
      var policy = IamPolicy.of(plan, use, "123456789012");
      assertReplicas(policy, "lifeboat-placements", "dynamodb:GetItem");
      assertReplicas(policy, "lifeboat-journals", "dynamodb:GetItem");
    }
    var guard = IamPolicy.ofGuard(plan, List.of("mall-0"), Optional.of("east"), "123456789012");
    assertReplicas(guard, "lifeboat-placements", "dynamodb:GetItem");
    assertReplicas(guard, "lifeboat-journals", "dynamodb:PutItem");
  }

  @Test
  void a_table_of_one_region_is_described_to_nobody() throws Exception {
    assertThat(IamPolicy.of(Malls.of(1), IamPolicy.Use.EXECUTE, "123456789012").statements())
        .allSatisfy(it -> assertThat(it.actions()).doesNotContain(DESCRIBE));
  }
}
