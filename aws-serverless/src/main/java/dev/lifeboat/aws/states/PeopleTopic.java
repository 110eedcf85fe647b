package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import java.util.LinkedHashMap;
import java.util.Map;

/// What people are told and asked by a topic of SNS in the machine's region and account, which they
/// have subscribed to.
///
/// @param topic its name
/// @param region of AWS
/// @param workload that is moved
record PeopleTopic(String topic, String region, String workload) {
  /// Tells it.
  State tell(String message) {
    return Tasks.publish(topic, subject(), Map.of("Message", message));
  }

  /// Asks, and waits for a yes. A no is an error of the task.
  ///
  /// @param question a sentence; what a yes means follows from it
  State ask(String question) {
    var message = new LinkedHashMap<String, Object>();
    message.put("question", question);
    message.put("run.$", "$.run");
    message.put("execution.$", "$$.Execution.Id");
    message.put("yes", answer("send-task-success", "--task-output true"));
    message.put("no", answer("send-task-failure", "--error Declined"));
    message.put("taskToken.$", "$$.Task.Token");
    return Tasks.ask(topic, subject(), Map.of("Message", message));
  }

  private String answer(String command, String how) {
    return "aws stepfunctions %s --region %s %s --task-token <taskToken>"
        .formatted(command, region, how);
  }

  private String subject() {
    return "Lifeboat: " + workload;
  }
}
