package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: no move, proof or drill changes what a template says of a resource, which would be told as
/// drift and put back. Method: none of the roles that they have may.
final class MovesLeaveStacksTest {
  private static final Pattern READS =
      Pattern.compile(":(Get|List|Describe|Batch|Query|Scan|Start|Stop|Send)");

  /// Of what is in a thing, or of who uses it, of which no template says anything.
  private static final Set<String> CONTENTS =
      Set.of(
          "cloudwatch:PutMetricData",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:GenerateDataKey",
          "lambda:InvokeFunction",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:AbortMultipartUpload",
          "s3:DeleteObject",
          "s3:DeleteObjectVersion",
          "s3:PutObject",
          "s3:PutObjectTagging",
          "sns:Publish");

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void no_role_may_change_a_resource_of_a_stack(Plan plan) throws Exception {
    var account = EmittedAccount.of(plan);
    var own =
        account.resources().stream()
            .flatMap(it -> it.properties().propertyStream())
            .filter(it -> it.getKey().endsWith("Name") && it.getValue().isString())
            .map(it -> it.getValue().asString())
            .collect(Collectors.toSet());
    assertThat(own).anyMatch(it -> it.startsWith("lifeboat-"));
    RoleRightsTest.rights(account)
        .forEach((role, rights) ->
            rights.stream()
                .map(it -> List.of(it.split(" ", 3)))
                .filter(it -> !READS.matcher(it.get(0)).find() && !CONTENTS.contains(it.get(0)))
                .filter(it -> !it.get(0).equals("iam:PassRole"))
                .forEach(it ->
                    assertThat(own)
                        .as("%s of %s", it, role)
                        .doesNotContain(it.get(1).replaceFirst(".*[:/]", ""))));
  }
}
