package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Policies and roles in Terraform, each as a data source `aws_iam_policy_document`.
///
/// @param documents of the module, by their names there
record TerraformPolicies(References references, Map<String, Object> documents) {

  Map<String, Object> role(CloudResource.Role role) {
    var name = References.snake(role.id()) + "_trust";
    return JsonTree.of(
        "name",
        role.name(),
        "assume_role_policy",
        document(name, List.of(statement(role.trust()))));
  }

  /// One of the policies of a role.
  ///
  /// @param local its name in the module
  Map<String, Object> managed(String local, CloudResource.Role role, int number) {
    var statements = new ArrayList<Object>();
    var policy = role.policies().get(number);
    for (var statement : policy.statements()) {
      statements.add(
          JsonTree.of(
              "sid",
              statement.sid(),
              "effect",
              statement.effect(),
              "actions",
              statement.actions(),
              "resources",
              references.terraform(statement.resources()),
              "condition",
              conditions(statement.conditions())));
    }
    var block =
        JsonTree.of(
            "name",
            ResourceId.shortened("%s-%d".formatted(role.name(), number + 1)),
            "description",
            "Of the role " + role.name(),
            "policy",
            document(local, statements));
    var reasons = WildcardReasons.of(policy);
    if (!reasons.isEmpty()) {
      block.put("//", "Wildcards: " + JsonTree.line(reasons));
    }
    return block;
  }

  String attached(String id, List<ResourceStatement> statements) {
    return document(References.snake(id), statements.stream().map(this::statement).toList());
  }

  Map<String, Object> key(CloudResource.PlanKey key) {
    return JsonTree.of(
        "description",
        KeyProperties.MEANS,
        "enable_key_rotation",
        true,
        "policy",
        attached(key.id(), key.users()));
  }

  String ofBucket(CloudResource.PrivateBucket bucket) {
    var statements = new ArrayList<Object>();
    bucket.readers().forEach(it -> statements.add(statement(it)));
    var arn = TerraformBlocks.of("aws_s3_bucket", bucket, "arn");
    var tls = statement(ResourceStatement.tlsAlone("s3:*", List.of()));
    tls.put("resources", List.of(arn, arn + "/*"));
    statements.add(tls);
    return document(References.snake(bucket.id()), statements);
  }

  /// Keeps a document, and gives what refers to its text.
  private String document(String local, List<?> statements) {
    documents.put(local, JsonTree.of("statement", statements));
    return "${data.aws_iam_policy_document.%s.json}".formatted(local);
  }

  private Map<String, Object> statement(ResourceStatement of) {
    return JsonTree.of(
        "sid",
        of.sid(),
        "effect",
        of.effect().toString(),
        "principals",
        List.of(
            JsonTree.of(
                "type", of.who().kind(), "identifiers", references.terraform(of.who().names()))),
        "actions",
        of.actions(),
        "resources",
        of.resources().isEmpty()
            ? Optional.empty()
            : Optional.of(references.terraform(of.resources())),
        "condition",
        conditions(of.conditions()));
  }

  private Optional<Object> conditions(Map<String, Map<String, List<String>>> conditions) {
    var all = new ArrayList<Object>();
    new TreeMap<>(conditions)
        .forEach((operator, of) ->
            new TreeMap<>(of)
                .forEach((key, values) ->
                    all.add(
                        JsonTree.of(
                            "test",
                            operator,
                            "variable",
                            key,
                            "values",
                            references.terraform(values)))));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }
}
