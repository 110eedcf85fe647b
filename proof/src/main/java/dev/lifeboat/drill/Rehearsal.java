package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.scenario.Criterion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What drills share that break nothing: they are held beside a primary that serves on, and the
/// first thing they have to show is that its clients never noticed.
final class Rehearsal {
  private final DrillContext context;
  private final RehearsalResult unmoved;

  /// @param files reserved for this drill; no run is opened in them
  Rehearsal(DrillContext context, DrillKind form, RunFolder files, Instant began) {
    this.context = context;
    this.unmoved = new RehearsalResult(context, form.word(), files, began);
  }

  /// How the canary's writes ended, by its log and what the primary holds.
  ///
  /// @param since when the rehearsal began to touch anything
  DrillResult.@Nullable WriteCounts writes(Instant since) throws InterruptedException {
    var result = unmoved.measured(FaultTime.at(since));
    return new DrillFigures(
            context.workload().objectives(),
            result.measurement(),
            result.why(),
            Optional.empty(),
            Optional.empty())
        .writes();
  }

  /// Whether no client's write failed meanwhile.
  static Criterion unnoticed(DrillResult.@Nullable WriteCounts writes) {
    if (writes == null || writes.lost() == null) {
      return Criterion.unknown("the clients' writes could not be counted");
    }
    var seen =
        "%d writes of clients acknowledged, %d refused, %d unknown, %d lost"
            .formatted(writes.acknowledged(), writes.refused(), writes.unknown(), writes.lost());
    boolean all = writes.refused() == 0 && writes.unknown() == 0 && writes.lost() == 0;
    return all && writes.acknowledged() > 0 ? Criterion.met(seen) : Criterion.missed(seen);
  }

  /// An RTO that nothing here could measure.
  DrillResult.Rto noRto(String why) {
    return new DrillResult.Rto(
        null,
        Seconds.number(context.workload().objectives().rto()),
        null,
        null,
        null,
        null,
        null,
        why);
  }

  /// An RPO that nothing here could measure.
  DrillResult.Rpo noRpo(String why) {
    return new DrillResult.Rpo(
        null, Seconds.number(context.workload().objectives().rpo()), null, why);
  }

  /// @param verdicts beside those of criteria and residue
  DrillResult result(
      RehearsalResult.Shown shown, List<DrillVerdict> verdicts, List<String> residue) {
    return unmoved.result(shown, verdicts, residue);
  }
}
