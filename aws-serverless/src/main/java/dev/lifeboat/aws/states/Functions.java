package dev.lifeboat.aws.states;

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
  Asl look(String act, Asl more) {
    return Tasks.invoke(name, payload(act).and(more));
  }

  /// One act of the run, whose run and epoch are at `$.run` and `$.epoch`, the epoch of the writer
  /// that it replaces at `$.placed.epoch`, and a person's word on a loss at `$.loss.word`.
  ///
  /// @param more what else the function needs to know
  Asl act(String act, Asl more) {
    return Tasks.invoke(
        name,
        payload(act)
            .and(more)
            .with("run.$", "$.run")
            .with("epoch.$", "$.epoch")
            .with("writer.$", "$.placed.epoch")
            .with("acceptedLoss.$", "$.loss.word"));
  }

  private Asl payload(String act) {
    return Asl.of("act", act).with("plan", plan).with("workload", workload);
  }
}
