package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.NearPlacement;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A guard's process must not be able to write what others wrote: votes of another workload, the
/// journal of a run, a pause, or the other guard's word.
final class GuardPolicyTest {
  private static final String VOTES = "lifeboat-votes";
  private static final String JOURNALS = "lifeboat-journals";
  private static final String PUT = "dynamodb:PutItem";

  private final Plan plan = Malls.of(2);
  private final IamPolicy own =
      IamPolicy.ofGuard(plan, List.of("mall-0"), Optional.of("east"), "123456789012");

  /// By IAM's rules: a resource of that name, an action, and each leading key like one of them.
  private static boolean allows(IamPolicy policy, String action, String table, String key) {
    return policy.statements().stream()
        .filter(it -> it.actions().contains(action))
        .filter(it -> it.resources().stream().anyMatch(arn -> arn.endsWith("table/" + table)))
        .anyMatch(it -> keys(it).stream().anyMatch(like -> isLike(key, like)));
  }

  private static List<String> keys(Statement statement) {
    assertThat(statement.conditions()).containsOnlyKeys("ForAllValues:StringLike");
    return statement.conditions().get("ForAllValues:StringLike").get("dynamodb:LeadingKeys");
  }

  private static boolean isLike(String key, String pattern) {
    return key.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }

  @Test
  void it_writes_its_own_items() {
    assertThat(allows(own, PUT, VOTES, "mall-0")).isTrue();
    assertThat(allows(own, PUT, VOTES, NearPlacement.key("mall-0"))).isTrue();
    assertThat(allows(own, PUT, JOURNALS, GuardReports.key("mall-0", "east", "orders-0"))).isTrue();
    assertThat(allows(own, PUT, JOURNALS, GuardReleases.key("mall-0", "east"))).isTrue();
    assertThat(allows(own, "dynamodb:GetItem", "lifeboat-placements", "mall-0")).isTrue();
  }

  @Test
  void it_writes_nothing_else() {
    assertThat(allows(own, PUT, VOTES, "mall-1")).isFalse();
    assertThat(allows(own, PUT, JOURNALS, "mall-0-2")).as("the journal of a run").isFalse();
    assertThat(allows(own, PUT, JOURNALS, "pauses/mall-0")).isFalse();
    assertThat(allows(own, PUT, JOURNALS, GuardReports.key("mall-0", "west", "orders-0")))
        .isFalse();
    assertThat(allows(own, PUT, JOURNALS, GuardReleases.key("mall-0", "west"))).isFalse();
    assertThat(allows(own, PUT, "lifeboat-placements", "mall-0")).isFalse();
  }

  @Test
  void it_reads_the_password_of_its_own_login_and_no_other() throws Exception {
    var text =
        Malls.text(2)
            .replace("logins: [shop]", "logins: [shop], guardSecret: { east: home, west: away }");
    var reads =
        IamPolicy.ofGuard(
                AwsKeys.reader().read("malls.yaml", text).orThrow(),
                List.of("mall-0"),
                Optional.of("west"),
                "123456789012")
            .statements();
    var secret = "arn:aws:secretsmanager:us-west-2:123456789012:secret:away-??????";

    assertThat(of(reads, "secretsmanager:GetSecretValue"))
        .singleElement()
        .satisfies(it -> assertThat(it.resources()).containsExactly(secret));
    // Whose key may be anybody's.
    assertThat(of(reads, "kms:Decrypt"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.resources()).containsExactly("arn:aws:kms:us-west-2:123456789012:key/*");
          assertThat(it.conditions())
              .containsOnly(
                  entry(
                      "StringEquals",
                      Map.of("kms:ViaService", List.of("secretsmanager.us-west-2.amazonaws.com"))),
                  entry("StringLike", Map.of("kms:EncryptionContext:SecretARN", List.of(secret))));
        });
    assertThat(of(own.statements(), "secretsmanager:GetSecretValue")).isEmpty();
    assertThat(of(own.statements(), "kms:Decrypt")).isEmpty();
  }

  private static List<Statement> of(List<Statement> all, String action) {
    return all.stream().filter(it -> it.actions().contains(action)).toList();
  }

  @Test
  void a_role_of_all_guards_of_a_plan_writes_what_guards_write() throws Exception {
    var all = IamPolicy.of(plan, IamPolicy.Use.GUARD, "*");
    assertThat(allows(all, PUT, VOTES, "mall-1")).isTrue();
    assertThat(allows(all, PUT, JOURNALS, GuardReports.key("mall-1", "west", "orders-1"))).isTrue();
    assertThat(allows(all, PUT, JOURNALS, "mall-0-2")).isFalse();
    assertThat(allows(all, PUT, VOTES, "another")).isFalse();
  }
}
