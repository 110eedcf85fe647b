package dev.lifeboat.aws.check;

import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.store.GuardReports;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the writer's guard says of its database, beyond what a fence needs to know.
record GuardLook(GuardReports reports, String database, String writer, RdsSite left) {

  List<AwsFinding> findings() throws InterruptedException {
    try {
      var told = reports.read(writer, database).map(GuardReports.Report::state);
      return told.isPresent()
          ? Stream.concat(unaudited(told.get()).stream(), unprotected(told.get()).stream()).toList()
          : unguarded();
    } catch (ProblemException silent) {
      return List.of(); // The preflight of the fence tells it.
    }
  }

  /// It could be fenced by the API of its own region alone, which is silent when that region is
  /// lost. Where the plan asks for no such fence the lease's own preflight tells.
  private List<AwsFinding> unguarded() {
    return left.fenceGroup().isPresent()
        ? List.of(
            AwsFinding.warning(
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

  private Optional<AwsFinding> unprotected(GuardedState told) {
    return told.unprotected().isEmpty()
        ? Optional.empty()
        : Optional.of(
            AwsFinding.warning(
                database,
                Problem.lasting(
                    Code.LB2016,
                    "%s in %s has %s".formatted(database, writer, told.unprotected()),
                    "a move would lose it, or no ledger could say what was lost of it",
                    "see 'Where it comes from' in docs/ledger.md")));
  }

  private List<AwsFinding> unaudited(GuardedState told) {
    return told.unaudited().isEmpty()
        ? List.of()
        : List.of(
            AwsFinding.warning(
                database,
                Problem.lasting(
                    Code.LB2016,
                    "%s in %s could not tell after a failover what it has alone: %s"
                        .formatted(database, writer, told.unaudited()),
                    "a drill's ledger would be unknown, and it could not pass",
                    "of PostgreSQL, grant the guard's login rds_replication and pg_monitor, and set"
                        + " rds.logical_replication and max_slot_wal_keep_size in the parameter"
                        + " group; of MySQL, compare the instance that makes way by hand")));
  }
}
