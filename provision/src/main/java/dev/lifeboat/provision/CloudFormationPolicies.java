package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.IamPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Policies and roles as properties of CloudFormation.
record CloudFormationPolicies(References references) {
  private static final String VERSION = "2012-10-17";

  /// What a resource of the same stack is known by.
  static Map<String, Object> ref(CloudResource resource) {
    return JsonTree.of("Ref", resource.id());
  }

  static Map<String, Object> arn(CloudResource resource) {
    return JsonTree.of("Fn::GetAtt", List.of(resource.id(), "Arn"));
  }

  Map<String, Object> managed(String role, IamPolicy policy) {
    var statements = new ArrayList<Object>();
    for (var statement : policy.statements()) {
      statements.add(
          JsonTree.of(
              "Sid",
              statement.sid(),
              "Effect",
              statement.effect(),
              "Action",
              statement.actions(),
              "Resource",
              references.cloudFormation(statement.resources()),
              "Condition",
              conditions(statement.conditions())));
    }
    return JsonTree.of(
        "Description", "Of the role " + role, "PolicyDocument", document(statements));
  }

  Map<String, Object> role(CloudResource.Role role, List<Object> policies) {
    return JsonTree.of(
        "RoleName",
        role.name(),
        "AssumeRolePolicyDocument",
        document(List.of(statement(role.trust()))),
        "ManagedPolicyArns",
        policies);
  }

  Map<String, Object> document(List<?> statements) {
    return JsonTree.of("Version", VERSION, "Statement", statements);
  }

  Map<String, Object> statement(ResourceStatement of) {
    return JsonTree.of(
        "Sid",
        of.sid(),
        "Effect",
        of.effect().toString(),
        "Principal",
        of.who().isEverybody()
            ? ResourceStatement.Principal.ALL
            : JsonTree.of(of.who().kind(), references.cloudFormation(of.who().names())),
        "Action",
        of.actions(),
        "Resource",
        of.resources().isEmpty()
            ? Optional.empty()
            : Optional.of(references.cloudFormation(of.resources())),
        "Condition",
        conditions(of.conditions()));
  }

  private Optional<Object> conditions(Map<String, Map<String, List<String>>> conditions) {
    if (conditions.isEmpty()) {
      return Optional.empty();
    }
    var tree = new LinkedHashMap<String, Object>();
    new TreeMap<>(conditions)
        .forEach((operator, of) -> {
          var values = new LinkedHashMap<String, Object>();
          new TreeMap<>(of)
              .forEach((key, value) -> values.put(key, references.cloudFormation(value)));
          tree.put(operator, values);
        });
    return Optional.of(tree);
  }
}
