package dev.lifeboat.aws.check;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// What the tasks of one definition take from elsewhere when they start.
///
/// @param awsRegion where they start
record TaskValues(TaskDefinition definition, String awsRegion) {
  private static final int ACCOUNT = 4;

  /// One of them.
  ///
  /// @param name of the variable, or of the option of a log driver
  /// @param text as the definition has it
  record Value(String name, String text, ValueFrom from) {}

  List<Value> all() {
    var values = new ArrayList<Value>();
    for (var container : definition.containerDefinitions()) {
      container.secrets().forEach(it -> values.add(value(it)));
      if (container.logConfiguration() != null) {
        container.logConfiguration().secretOptions().forEach(it -> values.add(value(it)));
      }
    }
    return values;
  }

  private Value value(Secret secret) {
    var account = definition.taskDefinitionArn().split(":", -1)[ACCOUNT];
    return new Value(
        secret.name(), secret.valueFrom(), ValueFrom.of(secret.valueFrom(), awsRegion, account));
  }
}
