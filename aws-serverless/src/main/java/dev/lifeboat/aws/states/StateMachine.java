package dev.lifeboat.aws.states;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/// A Standard state machine that AWS accepts: "Service quotas" of the developer guide of AWS Step
/// Functions.
///
/// @param definition in the Amazon States Language
/// @param events at most so many are written to the history of an execution that nobody is asked in
public record StateMachine(String definition, int events) {
  /// Bytes.
  static final int LARGEST = 1024 * 1024;

  /// Events, at which an execution ends with an error.
  static final int MOST_EVENTS = 25_000;

  static final JsonMapper JSON = JsonMapper.shared();

  /// @throws ProblemException LB2006 when AWS would refuse the machine, or end its executions
  static StateMachine within(String workload, Asl tree, int events) throws ProblemException {
    var definition = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    var compact = JSON.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8).length;
    if (compact > LARGEST) {
      throw tooLarge(workload, "%d bytes long; AWS takes %d".formatted(compact, LARGEST));
    }
    if (events > MOST_EVENTS) {
      throw tooLarge(
          workload,
          "so long that its history may grow to %d events; AWS ends an execution at %d"
              .formatted(events, MOST_EVENTS));
    }
    return new StateMachine(
        definition.getBytes(StandardCharsets.UTF_8).length > LARGEST
            ? new String(JSON.writeValueAsBytes(tree), StandardCharsets.UTF_8)
            : definition,
        events);
  }

  private static ProblemException tooLarge(String workload, String why) {
    return ProblemException.lasting(
        Code.LB2006,
        "the state machine of '%s' is %s".formatted(workload, why),
        "AWS could not run it to its end, so none is made",
        "divide the workload, or let Lifeboat's own engine move it");
  }
}
