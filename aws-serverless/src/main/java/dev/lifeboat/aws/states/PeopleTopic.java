package dev.lifeboat.aws.states;

/// What people are told and asked by a topic of SNS in the machine's region and account, which they
/// have subscribed to.
///
/// @param topic its name
/// @param region of AWS
/// @param workload that is moved
record PeopleTopic(String topic, String region, String workload) {
  /// Tells it.
  Asl tell(String message) {
    return Tasks.publish(topic, subject(), message);
  }

  /// Asks, and waits for a yes. A no is an error of the task.
  ///
  /// @param question a sentence; what a yes means follows from it
  Asl ask(String question) {
    return Tasks.ask(
        topic,
        subject(),
        Asl.of("question", question)
            .with("run.$", "$.run")
            .with("execution.$", "$$.Execution.Id")
            .with("yes", answer("send-task-success", "--task-output true"))
            .with("no", answer("send-task-failure", "--error Declined"))
            .with("taskToken.$", "$$.Task.Token"));
  }

  private String answer(String command, String how) {
    return "aws stepfunctions %s --region %s %s --task-token <taskToken>"
        .formatted(command, region, how);
  }

  private String subject() {
    return "Lifeboat: " + workload;
  }
}
