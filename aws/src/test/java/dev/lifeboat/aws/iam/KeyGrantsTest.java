package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.PlanResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A need that no call shows: without it there is no way home of what a key of one's own encrypts.
final class KeyGrantsTest {
  private static final String ACCOUNT = "123456789012";
  private static final String KEY = "arn:aws:kms:ap-southeast-2:123456789012:key/1";

  private static List<Statement> grants(IamPolicy.Use use) throws Exception {
    return grants(use, "");
  }

  /// @param beside other resources
  private static List<Statement> grants(IamPolicy.Use use, String beside) throws Exception {
    var text = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
    var plan =
        text.replace(
                "kmsKey: alias/dr-lab",
                "kmsKey: { primary: '%s', secondary: alias/shop }".formatted(KEY))
            .replace("    resources:\n", "    resources:\n" + beside);
    return switch (AwsKeys.reader().read("plan.yaml", plan)) {
      case PlanResult.Valid(var valid) ->
          IamPolicy.of(valid, use, ACCOUNT).statements().stream()
              .filter(it -> it.actions().contains("kms:CreateGrant"))
              .toList();
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes());
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTE", "DRILL", "SNAPSHOT"})
  void who_makes_what_a_key_encrypts_lets_rds_use_that_key_alone(IamPolicy.Use use)
      throws Exception {
    assertThat(grants(use))
        .extracting(Statement::resources, Statement::conditions)
        .containsExactlyInAnyOrder(
            tuple(
                List.of(KEY),
                Map.of(
                    "Bool",
                    Map.of("kms:GrantIsForAWSResource", List.of("true")),
                    "StringEquals",
                    Map.of("kms:ViaService", List.of("rds.ap-southeast-2.amazonaws.com")))),
            tuple(
                List.of("arn:aws:kms:us-west-2:123456789012:key/*"),
                Map.of(
                    "Bool",
                    Map.of("kms:GrantIsForAWSResource", List.of("true")),
                    "ForAnyValue:StringEquals",
                    Map.of("kms:ResourceAliases", List.of("alias/shop")),
                    "StringEquals",
                    Map.of("kms:ViaService", List.of("rds.us-west-2.amazonaws.com")))));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTE", "SNAPSHOT"})
  void a_key_that_two_databases_share_is_named_once(IamPolicy.Use use) throws Exception {
    var second =
        "      stock: { type: database, aws: { dbInstance: stock, logins: [app], kmsKey: { primary:"
            + " '%s', secondary: alias/shop } } }\n".formatted(KEY);

    assertThat(grants(use, second)).isEqualTo(grants(use)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHECK", "GUARD", "PARAMETERS"})
  void who_makes_nothing_is_not_allowed_it(IamPolicy.Use use) throws Exception {
    assertThat(grants(use)).isEmpty();
  }
}
