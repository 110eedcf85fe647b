package dev.lifeboat.provision;

import java.util.HashSet;
import java.util.List;

/// What is deployed as a whole, in one region of AWS.
///
/// @param plan its name, which all that the stack makes is tagged with
/// @param name in the account
/// @param folder of its files
/// @param region of the plan in which it is
/// @param awsRegion such as `us-west-2`
/// @param about in a sentence
record CloudStack(
    String plan,
    String name,
    String folder,
    String region,
    String awsRegion,
    String about,
    List<StackParameter> parameters,
    List<CloudResource> resources) {
  /// Of CloudFormation, before which a stack must be divided.
  private static final int MOST_RESOURCES = 500;

  CloudStack {
    parameters = List.copyOf(parameters);
    resources = List.copyOf(resources);
    var ids = new HashSet<String>();
    for (var resource : resources) {
      if (!ids.add(resource.id())) {
        throw new IllegalStateException(
            "two resources of %s are %s".formatted(name, resource.id()));
      }
    }
    if (resources.size() > MOST_RESOURCES) {
      throw new IllegalArgumentException(
          "%s must have %d resources at most, had %d"
              .formatted(name, MOST_RESOURCES, resources.size()));
    }
  }

  References references() {
    return References.of(parameters);
  }
}
