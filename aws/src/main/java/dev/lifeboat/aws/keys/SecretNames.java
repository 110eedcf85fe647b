package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Quote;
import java.util.Collection;

/// Names of secrets in a plan: an ARN has a region and six characters of Secrets Manager's own, so
/// that it names no secret of the other region, and no policy is made of it.
final class SecretNames {
  private SecretNames() {}

  /// Tells of the first that is no name.
  ///
  /// @param said where `secrets` stand
  static void check(PlanValue said, Collection<String> secrets) {
    secrets.stream()
        .filter(it -> it.startsWith("arn:"))
        .findFirst()
        .ifPresent(it ->
            said.wrong(
                "names a secret by its ARN, %s".formatted(Quote.of(it)),
                "write its name, under which each region has it"));
  }
}
