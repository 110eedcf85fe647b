package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;

/// Who may tell people by a topic: the account's own roles as far as they are allowed, and its
/// alarms. A question to people carries the token that answers it, so whoever may subscribe can
/// answer.
final class TopicPolicy {
  private static final String PUBLISH = "sns:Publish";

  private TopicPolicy() {}

  static List<ResourceStatement> of(CloudResource.Topic topic) {
    var arn = List.of(topic.arn());
    return List.of(
        new ResourceStatement(
            "Account",
            ResourceStatement.Effect.ALLOW,
            ResourceStatement.Principal.people(
                "arn:aws:iam::%s:root".formatted(References.ACCOUNT)),
            List.of(PUBLISH, "sns:Subscribe"),
            arn,
            Map.of()),
        new ResourceStatement(
            "Alarms",
            ResourceStatement.Effect.ALLOW,
            ResourceStatement.Principal.service("cloudwatch"),
            List.of(PUBLISH),
            arn,
            ResourceStatement.ofThisAccount()),
        new ResourceStatement(
            "Budgets",
            ResourceStatement.Effect.ALLOW,
            ResourceStatement.Principal.service("budgets"),
            List.of(PUBLISH),
            arn,
            ResourceStatement.ofThisAccount()),
        ResourceStatement.tlsAlone(PUBLISH, arn));
  }
}
