package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import java.util.LinkedHashMap;
import java.util.Map;

/// The function that does what no call of the machine's own region can: it has the plan and the
/// reconcilers, and reaches the other regions.
///
/// @param name of the function
/// @param plan the SHA-256 of the plan; the function refuses to act for another one
public record Functions(String name, String plan, String workload) {
  /// The error of a run that is not the open one any more: the class that the function throws.
  public static final String LATE = "dev.lifeboat.aws.function.LateRunException";

  /// One act that needs neither run nor epoch, and changes nothing.
  ///
  /// @param more what else the function needs to know
  State look(String act, Map<String, Object> more) {
    var payload = payload(act);
    payload.putAll(more);
    return Tasks.invoke(name, payload);
  }

  /// One act of the run, whose run and epoch are at `$.run` and `$.epoch`, the epoch of the writer
  /// that it replaces at `$.placed.epoch`, and a person's word on a loss at `$.loss.word`.
  ///
  /// @param more what else the function needs to know
  State act(String act, Map<String, Object> more) {
    var payload = payload(act);
    payload.putAll(more);
    payload.put("run.$", "$.run");
    payload.put("epoch.$", "$.epoch");
    payload.put("writer.$", "$.placed.epoch");
    payload.put("acceptedLoss.$", "$.loss.word");
    return Tasks.invoke(name, payload);
  }

  private Map<String, Object> payload(String act) {
    var payload = new LinkedHashMap<String, Object>();
    payload.put("act", act);
    payload.put("plan", plan);
    payload.put("workload", workload);
    return payload;
  }
}
