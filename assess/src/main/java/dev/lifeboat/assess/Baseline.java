package dev.lifeboat.assess;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An earlier assessment of the same plan, which a later one is held against.
///
/// @param workloads by name
/// @param gaps how grave each was
public record Baseline(Map<String, Figures> workloads, Map<GapName, Severity> gaps) {

  /// What one workload was estimated at.
  ///
  /// @param cost a month
  record Figures(Duration rto, Duration rpo, BigDecimal cost, String currency) {}

  /// What makes a gap the same one: its words change with its figures.
  record GapName(Code code, String workload) {
    static GapName of(Gap gap) {
      return new GapName(gap.code(), gap.workload());
    }
  }

  public Baseline {
    workloads = Map.copyOf(workloads);
    gaps = Map.copyOf(gaps);
  }

  /// What became worse since, workloads first, each in the order of the assessment. What is new is
  /// no worse by its figures, only by its gaps.
  public List<Setback> setbacks(PlanAssessment now) {
    var worse = new ArrayList<Setback>();
    for (var it : now.workloads()) {
      Optional.ofNullable(workloads.get(it.name())).ifPresent(was -> compare(was, it, worse));
    }
    for (var gap : now.gaps()) {
      if (isWorse(gap)) {
        var was = Optional.ofNullable(gaps.get(GapName.of(gap)));
        worse.add(
            new Setback(
                gap.workload(),
                gap.code().name(),
                was.map(Severity::word).orElse("none"),
                gap.severity().word()));
      }
    }
    return List.copyOf(worse);
  }

  /// Whether it was not there, or less grave.
  public boolean isWorse(Gap gap) {
    var was = gaps.get(GapName.of(gap));
    return was == null || was.compareTo(gap.severity()) < 0;
  }

  private static void compare(Figures was, WorkloadAssessment now, List<Setback> worse) {
    compare("rto", was.rto(), now.rto(), now, worse);
    compare("rpo", was.rpo(), now.planned().estimate().rpo(), now, worse);
    var cost = now.planned().cost();
    if (was.currency().equals(cost.currency()) && cost.total().compareTo(was.cost()) > 0) {
      worse.add(
          new Setback(
              now.name(),
              "cost",
              Amounts.words(was.cost(), was.currency()),
              Amounts.words(cost.total(), cost.currency())));
    }
  }

  private static void compare(
      String what, Duration was, Duration now, WorkloadAssessment of, List<Setback> worse) {
    if (now.compareTo(was) > 0) {
      worse.add(new Setback(of.name(), what, SpanText.estimated(was), SpanText.estimated(now)));
    }
  }
}
