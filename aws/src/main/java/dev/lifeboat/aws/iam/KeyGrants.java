package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.rds.RdsSite;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What somebody needs who asks RDS for something that a key of his own encrypts: RDS grants itself
/// the use of the key in his name, and shows no call of it.
///
/// Source: "Encrypting Amazon RDS resources", section on authorization, of the user guide of RDS.
record KeyGrants(Arns arns) {
  private static final String ALIAS = "alias/";

  /// One of each region's keys; none where a plan names none.
  List<Statement> of(Collection<RdsSite> sites) {
    var statements = new TreeMap<String, Statement>();
    for (var site : sites) {
      site.kmsKey()
          .ifPresent(key -> {
            var sid = "KeyOf" + site.awsRegion().replace("-", "");
            var unique = statements.containsKey(sid) ? sid + statements.size() : sid;
            statements.put(unique, statement(unique, site.awsRegion(), key));
          });
    }
    return List.copyOf(statements.values());
  }

  /// @param key its ARN, its id, or an alias in either form
  private Statement statement(String sid, String awsRegion, String key) {
    var conditions = new TreeMap<String, Map<String, String>>();
    conditions.put("Bool", Map.of("kms:GrantIsForAWSResource", "true"));
    conditions.put(
        "StringEquals", Map.of("kms:ViaService", "rds.%s.amazonaws.com".formatted(awsRegion)));
    boolean isAlias = key.startsWith(ALIAS) || key.contains(":" + ALIAS);
    if (isAlias) {
      // IAM knows no alias as a resource.
      var alias = key.substring(key.indexOf(ALIAS));
      conditions.put("ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", alias));
    }
    var resource =
        key.startsWith("arn:") && !isAlias
            ? key
            : arns.of("kms", awsRegion, "key/" + (isAlias ? "*" : key));
    return new Statement(sid, "Allow", List.of("kms:CreateGrant"), List.of(resource), conditions);
  }
}
