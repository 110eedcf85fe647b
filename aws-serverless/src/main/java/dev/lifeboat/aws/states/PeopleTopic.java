package dev.lifeboat.aws.states;

import dev.lifeboat.runbook.Mode;
import java.util.Optional;

/// What people are told and asked by a topic of SNS in the machine's region and account, which they
/// have subscribed to.
///
/// @param topic its name
/// @param region of AWS
/// @param workload that is moved
record PeopleTopic(String topic, String region, String workload) {
  /// When the execution began, and now.
  static final Asl TIMES =
      Asl.of("start.$", "$$.Execution.StartTime").with("end.$", "$$.State.EnteredTime");

  /// Tells that a move is done, with when it began and ended.
  ///
  /// @param duration where it is, if it is known
  Asl completed(Mode mode, String message, Optional<String> duration) {
    var form =
        escaped(message)
            + "; run {}, start {}, end {}"
            + duration.map(_ -> ", duration {}").orElse("");
    var times =
        "$.run, $$.Execution.StartTime, $$.State.EnteredTime"
            + duration.map(", "::concat).orElse("");
    return Tasks.publish(
        topic,
        "Lifeboat: %s of %s completed".formatted(mode.word(), workload),
        "States.Format('%s', %s)".formatted(form, times));
  }

  /// As a text between the quotes of an intrinsic function.
  private static String escaped(String text) {
    return text.replaceAll("[\\\\'{}]", "\\\\$0");
  }

  /// Asks, and waits for a yes. A no is an error of the task.
  ///
  /// @param question a sentence; what a yes means follows from it
  Asl ask(String question) {
    return Tasks.ask(
        topic,
        "Lifeboat: " + workload,
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
}
