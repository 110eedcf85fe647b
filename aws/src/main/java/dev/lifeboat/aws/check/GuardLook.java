package dev.lifeboat.aws.check;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// What the writer's guard says of its database, beyond what a fence needs to know.
///
/// @param chosen by what it is fenced
record GuardLook(GuardReports reports, String writer, RdsSite left, FenceChoice chosen) {

  void look(Look look) throws InterruptedException {
    try {
      judge(look, reports.read(writer, look.resource()).map(GuardReports.Report::state));
    } catch (ProblemException silent) {
      return; // The preflight of the fence tells it.
    }
  }

  /// @param told empty when it never told anything
  void judge(Look look, Optional<GuardedState> told) {
    if (told.isPresent()) {
      unaudited(look, told.get());
      unprotected(look, told.get());
    } else if (chosen.means().isEmpty() && chosen.isByApi()) {
      unguarded(look);
    }
  }

  /// It could be fenced by the API of its own region alone, which is silent when that region is
  /// lost. Where the plan asks for no such fence the lease's own preflight tells.
  private void unguarded(Look look) {
    look.warn(
        "no guard in %s ever told of %s, so that only RDS in %s can close it"
            .formatted(writer, look.resource(), left.awsRegion()),
        "it is of no use while that region is silent: then nobody is promoted before a named"
            + " person overrides the fence",
        "deploy a guard there; 'lifeboat guard' says what it needs. If that is meant, write 'fence:"
            + " api'");
  }

  private void unprotected(Look look, GuardedState told) {
    if (!told.unprotected().isEmpty()) {
      look.warn(
          Code.LB2016,
          "%s in %s has %s".formatted(look.resource(), writer, told.unprotected()),
          "a move would lose it, or no ledger could say what was lost of it",
          "see 'Where it comes from' in docs/ledger.md");
    }
  }

  private void unaudited(Look look, GuardedState told) {
    if (!told.unaudited().isEmpty()) {
      look.warn(
          Code.LB2016,
          "%s in %s could not tell after a failover what it has alone: %s"
              .formatted(look.resource(), writer, told.unaudited()),
          "a drill's ledger would be unknown, and it could not pass",
          "of PostgreSQL, grant the guard's login rds_replication and pg_monitor, and set"
              + " rds.logical_replication and max_slot_wal_keep_size in the parameter"
              + " group; of MySQL, compare the instance that makes way by hand");
    }
  }
}
