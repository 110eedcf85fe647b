package dev.lifeboat.aws.states;

import dev.lifeboat.aws.call.ApiCall;
import dev.lifeboat.aws.states.States.State;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tasks that call AWS in the machine's own region: there are no others.
final class Tasks {
  /// An API that answers nothing costs so much; a task without a limit waits for a year.
  private static final int ANSWER_SECONDS = 30;

  private Tasks() {}

  /// One call; its answer is dropped unless the caller says where it goes.
  static State call(ApiCall call) {
    return call(call.service(), call.action(), call.parameters());
  }

  /// As above, with parameters that may refer to the execution's data: keys that end in `.$`.
  static State call(String service, String action, Map<String, ?> parameters) {
    return State.of("Task")
        .with("Resource", "arn:aws:states:::aws-sdk:%s:%s".formatted(service, action))
        .with("Parameters", parameters)
        .with("TimeoutSeconds", ANSWER_SECONDS);
  }

  /// Calls a function; what it returns is at `Payload` of the answer.
  static State invoke(String function, Map<String, Object> payload) {
    return State.of("Task")
        .with("Resource", "arn:aws:states:::lambda:invoke")
        .with("Parameters", AslChoice.ordered("FunctionName", function, "Payload", payload))
        .with("TimeoutSeconds", 2 * ANSWER_SECONDS);
  }

  /// A message to the people of a topic of this account and region.
  static State publish(String topic, String subject, Map<String, Object> message) {
    return State.of("Task")
        .with("Resource", "arn:aws:states:::sns:publish")
        .with("Parameters", notice(topic, subject, message))
        .with("TimeoutSeconds", ANSWER_SECONDS);
  }

  /// The same, and waits until somebody sends the task's token back, for a year at most.
  static State ask(String topic, String subject, Map<String, Object> message) {
    return State.of("Task")
        .with("Resource", "arn:aws:states:::sns:publish.waitForTaskToken")
        .with("Parameters", notice(topic, subject, message));
  }

  private static Map<String, Object> notice(
      String topic, String subject, Map<String, Object> message) {
    var notice = new LinkedHashMap<String, Object>();
    // The machine's own ARN says in which account and region the topic is.
    notice.put(
        "TopicArn.$",
        "States.Format('arn:aws:sns:{}:{}:%s', %s, %s)"
            .formatted(topic, ofTheMachine(3), ofTheMachine(4)));
    notice.put("Subject", subject);
    notice.putAll(message);
    return notice;
  }

  private static String ofTheMachine(int part) {
    return "States.ArrayGetItem(States.StringSplit($$.StateMachine.Id, ':'), %d)".formatted(part);
  }
}
