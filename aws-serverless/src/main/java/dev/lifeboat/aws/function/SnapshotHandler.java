package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// [SnapshotFunction] as AWS Lambda calls it, on a schedule. The event is
/// `{"workload":…,"retainDays":…}`; the workload may be left out where the plan has one.
public final class SnapshotHandler extends PlanHandler {
  /// What RDS keeps its own backups for by default, when they are switched on in the console.
  private static final int DEFAULT_DAYS = 7;

  /// Longer than anybody looks at daily ones, and within what RDS lets an account have.
  private static final int MOST_DAYS = 90;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public SnapshotHandler() throws ProblemException {}

  @Override
  Map<String, Object> answer(Map<String, Object> event, Context context)
      throws ProblemException, InterruptedException {
    return new SnapshotFunction(clients(), plan(), account().placements(), InstantSource.system())
        .keep(new FunctionEvent(plan(), event).workload(), retention(event));
  }

  private static Duration retention(Map<String, Object> event) throws ProblemException {
    var days = event.getOrDefault("retainDays", DEFAULT_DAYS);
    if (days instanceof Integer whole && whole >= 1 && whole <= MOST_DAYS) {
      return Duration.ofDays(whole);
    }
    throw FunctionEvent.wrong(
        "\"retainDays\" was %s".formatted(days),
        "write a number of days, 1 to %d".formatted(MOST_DAYS));
  }
}
