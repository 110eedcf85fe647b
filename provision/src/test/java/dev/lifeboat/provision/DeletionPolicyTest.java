package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.Malls;
import dev.lifeboat.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What nobody in an organization may do any more.
final class DeletionPolicyTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static List<JsonNode> statements(Plan plan) throws Exception {
    var all = new ArrayList<JsonNode>();
    EmittedAccount.of(plan)
        .files()
        .forEach((path, text) -> {
          if (path.startsWith("organization/")) {
            assertThat(text.length()).as(path).isBetween(100, 5_120);
            all.addAll(JSON.readTree(text).path("Statement").values());
          }
        });
    return all;
  }

  private static JsonNode denying(String action) throws Exception {
    return statements(AccountPlans.example("dr-lab-warm-standby")).stream()
        .filter(it -> it.path("Action").toString().contains("\"" + action + "\""))
        .findFirst()
        .orElseThrow(() -> new AssertionError(action));
  }

  @Test
  void the_ways_around_a_deletion_are_closed() throws Exception {
    assertThat(denying("kms:DeleteAlias").path("Resource").toString())
        .isEqualTo("[\"arn:aws:kms:*:*:alias/lifeboat-dr-lab\"]");
    assertThat(denying("kms:UpdateAlias")).isEqualTo(denying("kms:DeleteAlias"));
    assertThat(denying("s3:BypassGovernanceRetention").path("Resource").toString())
        .isEqualTo("[\"arn:aws:s3:::lifeboat-dr-lab-*/*\"]");
    for (var action : List.of("cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors")) {
      assertThat(denying(action).path("Resource").toString()).contains("lifeboat-dr-lab-trail");
    }
    assertThat(denying("s3:DeleteBucket").path("Resource").toString())
        .contains("arn:aws:s3:::lifeboat-dr-lab-*\"", "arn:aws:s3:::dr-lab-routes-witness");
  }

  /// Whoever takes the alias away would else be free to delete the key.
  @Test
  void a_key_is_known_by_its_tag_too_which_it_keeps() throws Exception {
    var byTag = denying("kms:UntagResource");
    assertThat(byTag.path("Action").toString())
        .contains("kms:DisableKey", "kms:ScheduleKeyDeletion");
    assertThat(byTag.path("Condition").toString())
        .isEqualTo("{\"StringEquals\":{\"aws:ResourceTag/lifeboat:plan\":[\"dr-lab\"]}}");
  }

  /// Goal: each is within what an organization takes, and nothing is lost between two of them.
  @Test
  void fifty_workloads_with_buckets_of_their_own_are_parted_by_characters() throws Exception {
    var resources = new HashSet<String>();
    for (var statement : statements(Malls.apart(50))) {
      statement.path("Resource").forEach(it -> resources.add(it.asString()));
    }

    for (int i = 0; i < 50; i++) {
      assertThat(resources)
          .contains(
              "arn:aws:s3:::routes-east-" + i,
              "arn:aws:s3:::routes-edge-" + i,
              "arn:aws:rds:ap-southeast-2:*:db:mall-database-" + i,
              "arn:aws:rds:us-west-2:*:db:mall-database-" + i);
    }
    assertThat(resources).contains("arn:aws:dynamodb:*:*:table/lifeboat-votes");
  }

  @Test
  void the_index_says_when_they_are_attached_and_detached() throws Exception {
    var steps = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby")).index().get("steps");
    assertThat(steps.get(steps.size() - 1).path("command").asString())
        .contains("attach-policy", "detach-policy before", "adds a bucket", "unprovision");
  }
}
