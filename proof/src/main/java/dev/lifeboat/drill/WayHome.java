package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.engine.World;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.WritePause;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings the writer of a drill home, under the eyes of a canary of its own.
///
/// @param failover the files of the run that moved it
/// @param left the state in which that run ended
/// @param by the person, kept in the journal
record WayHome(DrillContext context, RunFolder failover, RunState left, String by) {
  // Every write of the way home has to be copied back first, and a tenth of a second tells well
  // enough for how long users waited.
  private static final int RATE = 10;

  DrillFailback from(Instant healedAt) throws InterruptedException, ProblemException {
    boolean unprotected = left.runbook().mode().leavesUnprotected();
    var protecting = unprotected ? Optional.of(context.reserve()) : Optional.<RunFolder>empty();
    var files = context.reserve();
    var client = files.run().value();
    var world = context.world();
    var home = new Execution(context, by);
    var before = new BeforeReturn(context);
    int rate = Math.min(context.plan().canary().ratePerSecond(), RATE);
    try (var canary =
        new CanarySession(context, context.drills().startCanary(client, rate, files.canary()))) {
      // It comes into its stride while the old side is made to follow again.
      Optional<RunState> reprotected =
          protecting.isPresent()
              ? Optional.of(
                  DrillRun.of(
                      context,
                      Mode.REPROTECT,
                      opening(protecting.get(), healedAt),
                      open -> home.run(open, world, (_, _) -> {})))
              : Optional.empty();
      boolean _ = canary.steady();
      var state =
          reprotected.isPresent() && !reprotected.get().done()
              ? reprotected.get()
              : DrillRun.of(
                  context,
                  Mode.FAILBACK,
                  opening(files, healedAt),
                  open -> home.run(open, world, before));
      var until = context.clock().now();
      boolean _ = canary.steady();
      canary.stop();
      var fault = FaultTime.at(healedAt);
      var measured =
          Evidence.measure(files, context.home(), fault, context.drills()).unless(canary.ended());
      var sides = bothSides(state, client, world);
      return new DrillFailback(
          state,
          reprotected.map(RunState::run),
          healedAt,
          until,
          measured,
          measured.measurement().isEmpty() ? Optional.empty() : pause(files),
          sides,
          fromVault()
              ? new DrillResult.Data(before.seen(), null, sides.why())
              : new DrillResult.Data(before.seen(), after(state), null),
          ledger(fromVault() ? state : reprotected.orElse(state), state));
    }
  }

  private static Optional<WritePause> pause(RunFolder files) {
    return Evidence.read(
        () -> Measurement.pause(Evidence.history(files.canary())), _ -> Optional.empty());
  }

  /// Then the old side is not read before it is made to follow home, and nothing stays behind there
  /// that could be compared afterwards.
  private boolean fromVault() {
    return context.workload().strategy() == Strategy.BACKUP_AND_RESTORE;
  }

  private DrillRun.Opening opening(RunFolder files, Instant since) {
    return new DrillRun.Opening(files, by, "way home of drill " + failover.run(), since);
  }

  /// What the old side had alone, as it was read back before its copy.
  ///
  /// @param reread the run that made the old side follow again
  private DrillLedger ledger(RunState reread, RunState returned)
      throws InterruptedException, ProblemException {
    if (!returned.isOver()) {
      return DrillLedger.none("the way home is not over: " + RunWords.phrase(returned.phase()));
    }
    if (left.runbook().mode() != Mode.FAILOVER) {
      return DrillLedger.none("a planned move leaves nothing behind on the old side");
    }
    var epochs = new Ledgers.Epochs(left.opened().epoch(), reread.opened().epoch());
    return context.phase(
        DrillPhase.LEDGER,
        "what exists in " + context.home() + " alone",
        () -> {
          var ledgers = context.required(Ledgers.class, "a ledger");
          var ledger = ledgers.of(context.home(), failover.run().value(), epochs);
          var kept = Evidence.ledger(failover, ledger);
          if (Files.exists(failover.ledger())) {
            // What cannot be noted is kept for longer than it need be.
            var _ = ledgers.kept(ledger, epochs);
          }
          return kept;
        },
        DrillLedger::phrase);
  }

  private DataCheck after(RunState state) throws InterruptedException, ProblemException {
    return state.isOver()
        ? new RegionComparison(context).ofData("after the return")
        : DataCheck.unknown("the way home is " + RunWords.phrase(state.phase()));
  }

  private Criterion bothSides(RunState state, String client, World world)
      throws InterruptedException, ProblemException {
    if (!state.isOver()) {
      return Criterion.unknown("the way home is " + RunWords.phrase(state.phase()));
    }
    return fromVault()
        ? new EmptySide(world.reconcilers(), context.workload(), context.away()).look()
        : new RegionComparison(context).ofWrites(List.of(failover.run().value(), client));
  }
}
