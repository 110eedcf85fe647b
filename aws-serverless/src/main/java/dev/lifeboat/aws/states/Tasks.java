package dev.lifeboat.aws.states;

import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.guard.FunctionLease;
import java.util.LinkedHashMap;

/// Tasks that call AWS in the machine's own region: there are no others.
final class Tasks {
  /// An API that answers nothing costs so much; a task without a limit waits for a year.
  private static final int ANSWER_SECONDS = 30;

  private Tasks() {}

  /// One call; its answer is dropped unless the caller says where it goes.
  static Asl call(ApiCall call) {
    return call(call.service(), call.action(), new Asl(new LinkedHashMap<>(call.parameters())));
  }

  /// As above, with parameters that may refer to the execution's data: keys that end in `.$`.
  static Asl call(String service, String action, Asl parameters) {
    return task("aws-sdk:%s:%s".formatted(service, action), parameters)
        .with("TimeoutSeconds", ANSWER_SECONDS);
  }

  /// Calls a function; what it returns is at `Payload` of the answer.
  static Asl invoke(String function, Asl payload) {
    return task("lambda:invoke", Asl.of("FunctionName", function).with("Payload", payload))
        .with("TimeoutSeconds", (int) FunctionLease.TIME_OUT.toSeconds());
  }

  /// A message to the people of a topic of this account and region.
  ///
  /// @param message an expression of the execution's data
  static Asl publish(String topic, String subject, String message) {
    return task("sns:publish", notice(topic, subject).with("Message.$", message))
        .with("TimeoutSeconds", ANSWER_SECONDS);
  }

  /// The same, and waits until somebody sends the task's token back, for a year at most.
  static Asl ask(String topic, String subject, Object message) {
    return task("sns:publish.waitForTaskToken", notice(topic, subject).with("Message", message));
  }

  private static Asl task(String resource, Asl parameters) {
    return Asl.state("Task")
        .with("Resource", "arn:aws:states:::" + resource)
        .with("Parameters", parameters);
  }

  private static Asl notice(String topic, String subject) {
    // The machine's own ARN says in which account and region the topic is.
    return Asl.of(
            "TopicArn.$",
            "States.Format('arn:aws:sns:{}:{}:%s', %s, %s)"
                .formatted(topic, ofTheMachine(3), ofTheMachine(4)))
        .with("Subject", subject);
  }

  private static String ofTheMachine(int part) {
    return "States.ArrayGetItem(States.StringSplit($$.StateMachine.Id, ':'), %d)".formatted(part);
  }
}
