package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The roles of people, and of the watch that runs for them. Whoever changes or deletes something
/// must have shown a second factor; who only looks need not.
record OperatorRoles(Plan plan, StackNames names) {

  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<CloudResource> roles() throws ProblemException {
    var roles = new ArrayList<CloudResource>();
    roles.add(role(Use.CHECK, people(Map.of())));
    for (var use : List.of(Use.EXECUTE, Use.DRILL)) {
      roles.add(role(use, people(secondFactor())));
    }
    if (!plan.resources(Database.class).isEmpty()) {
      roles.add(role(Use.RESIDUE, people(secondFactor())));
    }
    roles.add(role(Use.WATCH, ResourceStatement.trust("ecs-tasks")));
    return roles;
  }

  private CloudResource role(Use use, ResourceStatement trust) throws ProblemException {
    return new CloudResource.Role(
        ResourceId.of("Role", use.toString()),
        names.of(use.toString()),
        trust,
        PolicyDocuments.of(IamPolicy.of(plan, use, References.ACCOUNT)));
  }

  private static ResourceStatement people(Map<String, Map<String, List<String>>> conditions) {
    return new ResourceStatement(
        "People",
        ResourceStatement.Effect.ALLOW,
        ResourceStatement.Principal.people(StackParameters.OPERATORS.reference()),
        List.of("sts:AssumeRole"),
        List.of(),
        conditions);
  }

  private static Map<String, Map<String, List<String>>> secondFactor() {
    return Map.of("Bool", Map.of("aws:MultiFactorAuthPresent", List.of("true")));
  }
}
