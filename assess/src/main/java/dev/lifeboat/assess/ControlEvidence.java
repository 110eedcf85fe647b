package dev.lifeboat.assess;

import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.Code;
import java.util.List;
import java.util.stream.Stream;

/// Evidence of a plan and its drills for or against one named control.
///
/// @param gaps codes of findings that speak against it, also of accepted ones, each once
/// @param runs drills that are evidence for it, by workload
public record ControlEvidence(Control control, State state, List<Code> gaps, List<String> runs) {
  /// What it comes to.
  public enum State implements WordedChoice {
    /// Nothing that was looked at speaks against it.
    EVIDENCE,
    /// Something does.
    GAPS,
    /// Only drills could say so, or what the plan leaves out, and nobody looked.
    UNKNOWN
  }

  public ControlEvidence {
    gaps = List.copyOf(gaps);
    runs = List.copyOf(runs);
  }

  /// Of each control, in the order of its source.
  ///
  /// @param historyRead whether past drills were looked for
  public static List<ControlEvidence> all(PlanAssessment assessment, boolean historyRead) {
    var found =
        Stream.concat(
                assessment.gaps().stream(), assessment.accepted().stream().map(AcceptedGap::gap))
            .map(Gap::code)
            .distinct()
            .sorted()
            .toList();
    var runs =
        assessment.workloads().stream()
            .flatMap(it -> it.drills().run().stream())
            .distinct()
            .sorted()
            .toList();
    boolean backedUp =
        assessment.workloads().stream()
            .map(WorkloadAssessment::workload)
            .allMatch(it -> it.stores().isEmpty() || it.backup().isPresent());
    return Stream.of(Control.values())
        .map(it -> {
          boolean looked =
              (historyRead || !it.isOfDrills())
                  && assessment.sight().isOf(it)
                  && (backedUp || !it.isOfBackups());
          return of(it, found, runs, looked);
        })
        .toList();
  }

  private static ControlEvidence of(
      Control control, List<Code> found, List<String> runs, boolean looked) {
    var gaps = found.stream().filter(control.against()::contains).toList();
    var state = !gaps.isEmpty() ? State.GAPS : looked ? State.EVIDENCE : State.UNKNOWN;
    return new ControlEvidence(control, state, gaps, control.isOfDrills() ? runs : List.of());
  }
}
