package dev.lifeboat.assess;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import java.util.Comparator;
import java.util.Optional;

/// Finds a workload that rests on others that are held in less regard.
enum DependencyRule implements GapRule {
  INVERTED(Code.LB8005) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      for (var node : it.around().node().needs()) {
        if (isLess(node.workload(), it.workload())) {
          return Optional.of(new Found(Severity.of(it.criticality()), () -> words(it)));
        }
      }
      return Optional.empty();
    }

    private static GapWords words(WorkloadAssessment it) {
      var all =
          it.around().node().needs().stream()
              .map(DependencyGraph.Node::workload)
              .filter(needed -> isLess(needed, it.workload()))
              .sorted(Comparator.comparing(Workload::name))
              .toList();
      var first = all.getFirst();
      return new GapWords(
          regard(it.workload(), first),
          "give '" + first.name() + "' at least its criticality and rto",
          all.stream().map(Workload::name).toList());
    }

    private static String regard(Workload it, Workload needed) {
      return "is "
          + it.criticality().word()
          + " with an RTO of "
          + SpanText.estimated(it.objectives().rto())
          + ", and needs '"
          + needed.name()
          + "', which is "
          + needed.criticality().word()
          + " with "
          + SpanText.estimated(needed.objectives().rto());
    }
  },
  TAKES_MORE_ALONG(Code.LB8023) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return Severity.of(it.criticality()) != Severity.HIGH
              && it.cascade().stopped() > 0
              && it.cascade().perHour().compareTo(it.lossPerHour()) > 0
          ? Optional.of(
              new Found(
                  Severity.MEDIUM,
                  () ->
                      new GapWords(
                          "is %s, and others lose more than itself: %s"
                              .formatted(it.criticality().word(), it.cascade().words()),
                          "criticality: high, or dependsSoftlyOn of who can do without it")))
          : Optional.empty();
    }
  };

  private final Code code;

  DependencyRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }

  private static boolean isLess(Workload needed, Workload than) {
    return needed.criticality().compareTo(than.criticality()) > 0
        || needed.objectives().rto().compareTo(than.objectives().rto()) > 0;
  }
}
