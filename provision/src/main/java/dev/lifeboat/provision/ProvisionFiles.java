package dev.lifeboat.provision;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files that give an account what a plan needs: a folder a stack, with CloudFormation's template
/// and Terraform's module, and an index of what to do with them. The same plan, the same bytes.
///
/// @param files their texts, by their paths with `/`
public record ProvisionFiles(ProvisionIndex index, SortedMap<String, String> files) {
  /// A template in the folder of its stack.
  public static final String TEMPLATE = "stack.template.json";

  /// Key of the tag with the plan's name, on all that can have tags.
  public static final String PLAN_TAG = "lifeboat:plan";

  static final String INDEX = "index.json";
  static final String PARAMETERS = "parameters.json";
  static final String MODULE = "main.tf.json";
  static final String VARIABLES = "terraform.tfvars.json";

  public ProvisionFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// Of a plan whose provider is AWS.
  ///
  /// @param text of the whole plan, which guards on Fargate are given
  /// @param region of the plan, whose stacks alone are wanted; empty for all
  /// @throws ProblemException LB2008 when the plan does not say where something is; LB2006 or
  ///   LB2009 when a workload that needs a state machine can have none
  public static ProvisionFiles of(Plan plan, String text, Optional<String> region)
      throws ProblemException {
    var stacks = PlanStacks.of(plan, text);
    var files = new TreeMap<String, String>();
    for (var stack : stacks.all()) {
      if (region.filter(it -> !it.equals(stack.region())).isEmpty()) {
        add(stack, files);
      }
    }
    if (region.isEmpty()) {
      files.putAll(new DeletionPolicy(plan, stacks.all()).files());
    }
    var index = ProvisionIndex.of(plan, stacks, region);
    files.put(INDEX, JsonTree.pretty(index));
    return new ProvisionFiles(index, files);
  }

  private static void add(CloudStack stack, SortedMap<String, String> files) {
    var folder = stack.folder() + "/";
    files.put(folder + TEMPLATE, JsonTree.pretty(CloudFormationTemplate.of(stack)));
    files.put(folder + PARAMETERS, JsonTree.pretty(CloudFormationTemplate.parameters(stack)));
    files.put(folder + MODULE, JsonTree.pretty(TerraformModule.of(stack)));
    files.put(folder + VARIABLES, JsonTree.pretty(TerraformModule.variables(stack)));
    for (var resource : stack.resources()) {
      if (resource instanceof CloudResource.Machine machine) {
        files.put(folder + machine.definition().file(), machine.definition().text() + "\n");
      }
    }
  }
}
