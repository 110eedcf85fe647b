package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Users of a plan's key in one region: the account's own, as far as they may use what it encrypts
/// and by those services alone; and AWS's services that tell people, or write a trail.
record KeyPolicy(Plan plan, Region region) {
  /// In the policy of a key: the key.
  private static final List<String> ITSELF = List.of("*");

  private static final List<String> USE =
      List.of(
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  CloudResource.PlanKey key() {
    var users = new ArrayList<ResourceStatement>();
    users.add(
        allow(
            "Account",
            ResourceStatement.Principal.people(
                "arn:aws:iam::%s:root".formatted(References.ACCOUNT)),
            List.of("kms:*"),
            Map.of()));
    users.add(allow("Use", ResourceStatement.Principal.EVERYBODY, USE, byServices(Map.of())));
    // DynamoDB keeps a grant for as long as it has the table.
    users.add(
        allow(
            "Grants",
            ResourceStatement.Principal.EVERYBODY,
            List.of("kms:CreateGrant"),
            byServices(Map.of("Bool", Map.of("kms:GrantIsForAWSResource", List.of("true"))))));
    // Whether they tell for whom they ask is not documented of these.
    for (var service : List.of("cloudwatch", "budgets")) {
      users.add(
          allow(
              service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1),
              ResourceStatement.Principal.service(service),
              List.of("kms:Decrypt", "kms:GenerateDataKey"),
              Map.of()));
    }
    if (region.role() == Region.Role.RECOVERY) {
      users.add(
          allow(
              "Trail",
              ResourceStatement.Principal.service("cloudtrail"),
              List.of("kms:DescribeKey", "kms:GenerateDataKey"),
              new TrailParts(plan, new StackNames(plan)).ofTrail()));
    }
    return new CloudResource.PlanKey("Key", "alias/lifeboat-" + plan.name(), users);
  }

  private Map<String, Map<String, List<String>>> byServices(
      Map<String, Map<String, List<String>>> more) {
    var where = AwsRegion.nameOf(region);
    var conditions = new TreeMap<>(more);
    conditions.put(
        "StringEquals",
        Map.of(
            "kms:CallerAccount",
            List.of(References.ACCOUNT),
            "kms:ViaService",
            List.of("dynamodb", "s3", "sns").stream()
                .map(it -> "%s.%s.amazonaws.com".formatted(it, where))
                .toList()));
    return conditions;
  }

  private static ResourceStatement allow(
      String sid,
      ResourceStatement.Principal who,
      List<String> actions,
      Map<String, Map<String, List<String>>> conditions) {
    return new ResourceStatement(
        sid, ResourceStatement.Effect.ALLOW, who, actions, ITSELF, conditions);
  }
}
