package dev.lifeboat.agent.database;

import dev.lifeboat.guard.StartGuard;
import dev.lifeboat.guard.Verdict;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.util.Optional;

/// Whether one database may be written here: its region must hold the lease, and a placement that
/// says otherwise counts too. Without a lease the placement alone decides, and must be there.
record WriteGuard(Parts parts, StartGuard placement) {

  /// Asks both afresh, the lease first: it is next door.
  Verdict ask(long epoch) throws InterruptedException {
    return switch (askLease(epoch)) {
      case Verdict.Confirmed sure ->
          switch (askPlacement(epoch)) {
            case Verdict.Contradicted against -> against;
            // Two of three voters suffice; the arbiter may be the third.
            case Verdict.Silent silent -> parts.lease().isPresent() ? sure : silent;
            case Verdict.Confirmed _ -> sure;
            case Verdict.Unsure unsure -> unsure;
            case Verdict.Lost lost -> lost;
          };
      case Verdict.Contradicted against -> against;
      case Verdict.Silent silent -> silent;
      // A placement that moved says more: under which epoch, and where.
      case Verdict.Unsure unsure -> elsewhere(epoch).orElse(unsure);
      case Verdict.Lost lost -> elsewhere(epoch).orElse(lost);
    };
  }

  /// Gets the lease, unless the placement is against it; that may take seconds. Does nothing where
  /// there is none to get.
  ///
  /// @param override whose word replaces missing votes, and why; empty if nobody's does
  void prepare(long epoch, Optional<String> override) throws IOException, InterruptedException {
    var lease = parts.lease();
    if (lease.isPresent()) {
      if (askPlacement(epoch) instanceof Verdict.Contradicted against) {
        throw contradicted(against);
      }
      lease.get().acquire(parts.name(), epoch, override);
    }
  }

  /// Refuses a new writer that is not confirmed at this moment. With a lease the placement was
  /// asked by [#prepare], and who holds the lease need not ask a silent arbiter twice.
  void require(long epoch) throws IOException, InterruptedException {
    switch (parts.lease().isPresent() ? askLease(epoch) : askPlacement(epoch)) {
      case Verdict.Confirmed _ -> {}
      case Verdict.Contradicted against -> throw contradicted(against);
      case Verdict.Silent(var why) -> throw refused(503, Code.LB2002, why);
      case Verdict.Unsure(var why) -> throw refused(503, Code.LB2002, why);
      case Verdict.Lost(var why) -> throw refused(409, Code.LB3003, why);
    }
  }

  private Verdict askLease(long epoch) throws InterruptedException {
    var lease = parts.lease();
    if (lease.isEmpty()) {
      return new Verdict.Confirmed();
    }
    return switch (lease.get().askOrAcquire(parts.name(), epoch)) {
      case RegionLease.Standing.Held() -> new Verdict.Confirmed();
      case RegionLease.Standing.Unsure(var why) -> new Verdict.Unsure(why);
      case RegionLease.Standing.Lost(var why) -> new Verdict.Lost(why);
    };
  }

  private Optional<Verdict> elsewhere(long epoch) throws InterruptedException {
    return askPlacement(epoch) instanceof Verdict.Contradicted against && against.elsewhere()
        ? Optional.of(against)
        : Optional.empty();
  }

  private Verdict askPlacement(long epoch) throws InterruptedException {
    return placement.check(parts.config().workload(), epoch);
  }

  private RefusedException contradicted(Verdict.Contradicted against) throws IOException {
    parts.store().save(parts.assignment().seen(against.epoch()));
    return refused(409, Code.LB3003, against.why());
  }

  private static RefusedException refused(int status, Code code, String why) {
    return new RefusedException(status, code.name(), why + "; nothing was changed");
  }
}
