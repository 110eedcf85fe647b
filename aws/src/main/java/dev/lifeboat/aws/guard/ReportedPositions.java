package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whether a replica holds everything that a stopped writer was ever told, by the word of both
/// regions' guards. RDS itself does not say.
///
/// Only what both told after the first look counts: that look comes after the fence, so that the
/// writer's guard cannot have opened its database again since. Keep one object for as long as a
/// goal is looked at.
public final class ReportedPositions {
  private final GuardReports reports;
  private final Map<Goal.Replicating, Marks> first = new ConcurrentHashMap<>();

  private record Marks(String source, String replica) {
    /// Whether both are others than in `first`.
    boolean areBothNewerThan(Marks first) {
      return !source.equals(first.source()) && !replica.equals(first.replica());
    }
  }

  public ReportedPositions(GuardReports reports) {
    this.reports = reports;
  }

  /// Whether both guards tell anything.
  public Readiness readiness(Goal.Replicating goal) throws ProblemException, InterruptedException {
    for (var region : List.of(goal.source(), goal.region())) {
      if (reports.read(region, goal.resource()).isEmpty()) {
        return Readiness.notReady(
            Problem.lasting(
                Code.LB2016,
                "%s: no guard in %s tells how far %s is"
                    .formatted(goal.phrase(), region, goal.resource()),
                "a planned move could lose writes, so it is not begun; nothing was changed",
                "run 'lifeboat guard' in both regions, or use a failover"));
      }
    }
    return Readiness.ready();
  }

  /// Whether the replica of `goal` holds everything.
  public Observation look(Goal.Replicating goal) throws ProblemException, InterruptedException {
    var source = reports.read(goal.source(), goal.resource());
    var replica = reports.read(goal.region(), goal.resource());
    return source.isPresent() && replica.isPresent()
        ? compared(goal, source.get(), replica.get())
        : Observation.pending(
            "no guard in %s tells how far it is"
                .formatted(source.isEmpty() ? goal.source() : goal.region()));
  }

  private Observation compared(
      Goal.Replicating goal, GuardReports.Report source, GuardReports.Report replica) {
    var now = new Marks(source.mark(), replica.mark());
    var before = Optional.ofNullable(first.putIfAbsent(goal, now)).orElse(now);
    var words =
        "%s is %s at %s, %s is %s at %s"
            .formatted(
                goal.source(),
                source.state().standing(),
                source.state().position(),
                goal.region(),
                replica.state().standing(),
                replica.state().position());
    if (!now.areBothNewerThan(before)) {
      return Observation.pending("the guards have told nothing since; before: " + words);
    }
    return Observation.metIf(replica.state().holdsAllOf(source.state()), words);
  }
}
