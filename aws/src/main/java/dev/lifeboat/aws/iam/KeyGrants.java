package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.rds.RdsSite;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rights of somebody who asks RDS for something that a key of his own encrypts: RDS grants itself
/// the use of the key in his name, and shows no call of it.
///
/// Source: "Encrypting Amazon RDS resources", section on authorization, of the user guide of RDS.
record KeyGrants(Arns arns) {
  private static final String ALIAS = "alias/";

  /// One of each site's key; none where a plan names none.
  List<Statement> of(Collection<RdsSite> sites) {
    return sites.stream()
        .flatMap(site -> site.kmsKey().map(key -> statement(site.awsRegion(), key)).stream())
        .toList();
  }

  /// @param key its ARN, its id, or an alias in either form
  private Statement statement(String awsRegion, String key) {
    var conditions = new TreeMap<String, Map<String, List<String>>>();
    conditions.put("Bool", Map.of("kms:GrantIsForAWSResource", List.of("true")));
    conditions.put(
        "StringEquals",
        Map.of("kms:ViaService", List.of("rds.%s.amazonaws.com".formatted(awsRegion))));
    boolean isAlias = key.startsWith(ALIAS) || key.contains(":" + ALIAS);
    if (isAlias) {
      // IAM knows no alias as a resource.
      var alias = key.substring(key.indexOf(ALIAS));
      conditions.put("ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", List.of(alias)));
    }
    var resource =
        key.startsWith("arn:") && !isAlias
            ? key
            : arns.of("kms", awsRegion, "key/" + (isAlias ? "*" : key));
    return new Statement(
        "KeyOf" + awsRegion.replace("-", ""),
        "Allow",
        List.of("kms:CreateGrant"),
        List.of(resource),
        conditions);
  }
}
