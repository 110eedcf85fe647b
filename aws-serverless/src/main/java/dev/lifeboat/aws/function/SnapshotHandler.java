package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lifeboat.problem.ProblemException;
import java.time.InstantSource;
import java.util.Map;

/// [SnapshotFunction] as AWS Lambda calls it, on a schedule. The event is
/// `{"workload":…,"atHour":…,"retainDays":…}`; the workload may be left out where the plan has one.
public final class SnapshotHandler extends PlanHandler {
  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public SnapshotHandler() throws ProblemException {}

  @Override
  Map<String, Object> answer(Map<String, Object> event, Context context)
      throws ProblemException, InterruptedException {
    return new SnapshotFunction(clients(), plan(), account().placements(), InstantSource.system())
        .keep(new FunctionEvent(plan(), event).workload(), SnapshotRule.of(event));
  }
}
