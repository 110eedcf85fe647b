package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.List;

/// Output of a stack once it is deployed: the bucket that later stacks ask for, and ids that a
/// person writes into the plan.
///
/// @param attribute of Terraform that says the same
record StackOutput(CloudResource of, String means, String type, String attribute) {
  static List<StackOutput> of(CloudStack stack) {
    var outputs = new ArrayList<StackOutput>();
    for (var resource : stack.resources()) {
      if (resource.id().equals(StackParameters.ARTEFACTS.name())) {
        outputs.add(
            new StackOutput(
                resource, StackParameters.ARTEFACTS.means(), "aws_s3_bucket", "bucket"));
      } else if (resource instanceof CloudResource.Experiment experiment) {
        outputs.add(
            new StackOutput(
                resource,
                "For aws.experiments of the plan: %s.".formatted(experiment.about()),
                "aws_fis_experiment_template",
                "id"));
      }
    }
    return outputs;
  }

  String terraform() {
    return TerraformBlocks.of(type, of, attribute);
  }
}
