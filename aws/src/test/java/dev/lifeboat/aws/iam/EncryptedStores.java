package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;

/// The warm standby's example, with stores that keys of one's own encrypt, and its policies.
public final class EncryptedStores {
  public static final String HOME_KEY = "arn:aws:kms:ap-southeast-2:123456789012:key/1";

  private EncryptedStores() {}

  public static Plan plan() throws Exception {
    return plan("");
  }

  /// @param region what the recovery region says further, such as `, assumeRole: ...`
  static Plan plan(String region) throws Exception {
    var text =
        Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .replace("region: us-west-2 }", "region: us-west-2%s }".formatted(region))
            .replace(
                "kmsKey: alias/dr-lab",
                "kmsKey: { primary: '%s', secondary: alias/shop }".formatted(HOME_KEY));
    return switch (AwsKeys.reader().read("plan.yaml", text)) {
      case PlanResult.Valid(var plan) -> plan;
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes());
    };
  }

  /// A policy that lacks these actions.
  public static IamPolicy without(IamPolicy policy, String... actions) {
    var left = new ArrayList<IamPolicy.Statement>();
    for (var it : policy.statements()) {
      left.add(
          new IamPolicy.Statement(
              it.sid(),
              it.effect(),
              it.actions().stream().filter(one -> !Arrays.asList(actions).contains(one)).toList(),
              it.resources(),
              it.conditions()));
    }
    return new IamPolicy(policy.version(), left);
  }
}
