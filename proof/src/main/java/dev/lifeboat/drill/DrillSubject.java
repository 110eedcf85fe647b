package dev.lifeboat.drill;

import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Which drill a result is of.
///
/// @param word of its scenario, or of its kind
/// @param run its name, reserved when it began
public record DrillSubject(Plan plan, Workload workload, String word, RunId run, Instant began) {

  /// The first part of its result.
  DrillResult.Head head(DrillVerdict verdict, Instant now) {
    return new DrillResult.Head(
        DrillResult.SCHEMA,
        plan.name(),
        workload.name(),
        word,
        verdict,
        run.value(),
        began.toString(),
        SpanText.number(Duration.between(began, now)));
  }

  /// The result of a drill that ended before it measured anything.
  ///
  /// @param why of all that is not known
  public DrillResult unmeasured(DrillVerdict verdict, Instant now, Path folder, String why) {
    return unmoved(verdict, now, unmeasured(workload.objectives(), why), folder, why);
  }

  /// The result of a drill that ended before it moved anything.
  DrillResult unmoved(
      DrillVerdict verdict, Instant now, DrillResult.Measured measured, Path folder, String why) {
    var evidence = new DrillResult.EvidenceOf(folder.toString(), null, why);
    var safety = DrillResult.Safety.none(why, evidence);
    return DrillResult.cut(head(verdict, now), measured, safety, List.of(), why);
  }

  /// The figures of a drill that measured none.
  static DrillResult.Measured unmeasured(Objectives objectives, String why) {
    return new DrillResult.Measured(
        new DrillResult.Rto(
            null, SpanText.number(objectives.rto()), null, null, null, null, null, why),
        new DrillResult.Rpo(null, SpanText.number(objectives.rpo()), null, why),
        null);
  }
}
