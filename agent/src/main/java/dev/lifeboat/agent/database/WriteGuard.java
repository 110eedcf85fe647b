package dev.lifeboat.agent.database;

import dev.lifeboat.guard.LeaseVerdict;
import dev.lifeboat.guard.StartGuard;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.util.Optional;

/// Permission to write one database here: its region must hold the lease, and a placement that says
/// otherwise counts too. Without a lease the placement alone decides, and must be there.
record WriteGuard(DatabaseContext parts, StartGuard placement) {

  /// Asks both afresh, the lease first: it is next door.
  LeaseVerdict ask(long epoch) throws InterruptedException {
    var lease = askLease(epoch);
    return switch (lease) {
      case LeaseVerdict.Confirmed _ -> {
        var placed = askPlacement(epoch);
        yield switch (placed) {
          // Two of three voters suffice; the arbiter may be the third.
          case LeaseVerdict.Silent _ -> parts.lease().isPresent() ? lease : placed;
          case LeaseVerdict.Confirmed _,
              LeaseVerdict.Contradicted _,
              LeaseVerdict.Unsure _,
              LeaseVerdict.Lost _ ->
              placed;
        };
      }
      case LeaseVerdict.Contradicted _, LeaseVerdict.Silent _ -> lease;
      // A placement that moved says more: under which epoch, and where.
      case LeaseVerdict.Unsure _, LeaseVerdict.Lost _ -> elsewhere(epoch).orElse(lease);
    };
  }

  /// Gets the lease, unless the placement is against it; that may take seconds. Does nothing where
  /// there is none to get.
  ///
  /// @param override whose word replaces missing votes, and why; empty if nobody's does
  void prepare(long epoch, Optional<String> override) throws IOException, InterruptedException {
    var lease = parts.lease();
    if (lease.isPresent()) {
      if (askPlacement(epoch) instanceof LeaseVerdict.Contradicted against) {
        throw contradicted(against);
      }
      lease.get().acquire(parts.name(), epoch, override);
    }
  }

  /// Refuses a new writer that is not confirmed at this moment. With a lease the placement was
  /// asked by [#prepare], and who holds the lease need not ask a silent arbiter twice.
  void require(long epoch) throws IOException, InterruptedException {
    switch (parts.lease().isPresent() ? askLease(epoch) : askPlacement(epoch)) {
      case LeaseVerdict.Confirmed _ -> {}
      case LeaseVerdict.Contradicted against -> throw contradicted(against);
      case LeaseVerdict.Silent(var why) -> throw refused(503, Code.LB2020, why);
      case LeaseVerdict.Unsure(var why) -> throw refused(503, Code.LB2020, why);
      case LeaseVerdict.Lost(var why) -> throw refused(409, Code.LB3016, why);
    }
  }

  private LeaseVerdict askLease(long epoch) throws InterruptedException {
    return parts.lease().isPresent()
        ? parts.lease().get().askOrAcquire(parts.name(), epoch)
        : new LeaseVerdict.Confirmed();
  }

  private Optional<LeaseVerdict> elsewhere(long epoch) throws InterruptedException {
    return askPlacement(epoch) instanceof LeaseVerdict.Contradicted against && against.elsewhere()
        ? Optional.of(against)
        : Optional.empty();
  }

  private LeaseVerdict askPlacement(long epoch) throws InterruptedException {
    return placement.check(parts.config().workload(), epoch);
  }

  private RefusedException contradicted(LeaseVerdict.Contradicted against) throws IOException {
    parts.noteEpoch(against.epoch());
    return refused(409, Code.LB3016, against.why());
  }

  private static RefusedException refused(int status, Code code, String why) {
    return new RefusedException(status, code, why + "; nothing was changed");
  }
}
