package dev.lifeboat.aws.check;

import dev.lifeboat.problem.Code;
import java.util.Collections;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Looks at what the tasks of a service take from parameters and secrets when they start: a value
/// that is not there, or in a region that is lost, keeps them from starting.
///
/// @param region of the plan that would take over
/// @param left AWS's name of the region that would be left
record ValueLook(NamedParameters parameters, String region, String left) {

  void look(Look look, TaskDefinition definition) throws InterruptedException {
    for (var value : new TaskValues(definition, look.region()).all()) {
      switch (value.from()) {
        case ValueFrom.Parameter parameter -> named(look, value, parameter);
        case ValueFrom.Elsewhere elsewhere -> elsewhere(look, value, elsewhere.awsRegion());
        case ValueFrom.Unlisted _ ->
            look.warn(
                "%s takes %s from %s, which nobody looked for"
                    .formatted(look.resource(), value.name(), value.text()),
                "no list of this account's parameters has it; tasks do not start where it is not"
                    + " there",
                "see that it is there and that the tasks' role may read it in " + look.region());
        case ValueFrom.Secret _ -> {} // The plan's secrets are looked at by themselves.
      }
    }
  }

  private void named(Look look, TaskValues.Value value, ValueFrom.Parameter parameter)
      throws InterruptedException {
    var there = parameters.in(look, region);
    if (there.isPresent() && Collections.disjoint(there.get(), parameter.names())) {
      var name = parameter.names().getFirst();
      look.obstacle(
          Code.LB7010,
          "%s has no parameter '%s', from which %s takes %s"
              .formatted(look.region(), name, look.resource(), value.name()),
          "no task of it would start there",
          "aws ssm put-parameter --name %s --type SecureString --value … --region %s"
              .formatted(name, look.region()));
    }
  }

  private void elsewhere(Look look, TaskValues.Value value, String from) {
    var happened =
        "%s in %s takes %s from %s: %s"
            .formatted(look.resource(), look.region(), value.name(), from, value.text());
    var action =
        "keep a parameter or a replica of the secret in %s, and name that in the task definition"
            .formatted(look.region());
    look.fromElsewhere(from, left, happened, action);
  }
}
