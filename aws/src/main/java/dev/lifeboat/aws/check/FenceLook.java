package dev.lifeboat.aws.check;

import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.store.GuardReports;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;

/// Whether a database could be fenced by the API of its own region alone, which is silent when that
/// region is lost.
record FenceLook(GuardReports reports, String database, String writer, RdsSite left) {

  /// None where the plan asks for no such fence: then the lease's own preflight tells.
  List<Finding> findings() throws InterruptedException {
    return left.fenceGroup().isPresent() && isUnguarded()
        ? List.of(
            Finding.warning(
                database,
                Problem.lasting(
                    Code.LB3001,
                    "no guard in %s ever told of %s, so that only RDS in %s can close it"
                        .formatted(writer, database, left.awsRegion()),
                    "it is of no use while that region is silent: then nobody is promoted before a"
                        + " named person overrides the fence",
                    "deploy a guard there; 'lifeboat guard' says what it needs")))
        : List.of();
  }

  /// Silence is told by others.
  private boolean isUnguarded() throws InterruptedException {
    try {
      return reports.read(writer, database).isEmpty();
    } catch (ProblemException silent) {
      return false;
    }
  }
}
