package dev.lifeboat.assess;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An earlier assessment of the same plan, which a later one is held against.
///
/// @param workloads by name
/// @param cost of all workloads, a month; empty where it is not told
/// @param gaps how grave each was
public record Baseline(
    Map<String, Figures> workloads, Optional<PlanCost> cost, Map<GapName, Severity> gaps) {

  /// What one workload was estimated at.
  ///
  /// @param cost a month
  record Figures(Duration rto, Duration rpo, BigDecimal cost, String currency) {}

  /// What makes a gap the same one: its words change with its figures.
  ///
  /// @param of one of the things that it is of; empty where none is named
  record GapName(Code code, String workload, String of) {
    /// One for each thing that a gap is of.
    static List<GapName> all(Code code, String workload, List<String> of) {
      return of.isEmpty()
          ? List.of(new GapName(code, workload, ""))
          : of.stream().map(it -> new GapName(code, workload, it)).toList();
    }

    static List<GapName> all(Gap gap) {
      return all(gap.code(), gap.workload(), gap.names());
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
      setback(gap, now).ifPresent(worse::add);
    }
    return List.copyOf(worse);
  }

  /// How a gap of an assessment stands against this.
  public BaselineState state(Gap gap, PlanAssessment now) {
    return setback(gap, now)
        .map(it -> it.isNew() ? BaselineState.NEW : BaselineState.UPDATED)
        .orElse(BaselineState.UNCHANGED);
  }

  /// Empty where it is no worse: there before, as grave, of the same things or fewer, and no
  /// dearer.
  private Optional<Setback> setback(Gap gap, PlanAssessment now) {
    var names = GapName.all(gap);
    var added = names.stream().filter(it -> severity(it).isEmpty()).map(GapName::of).toList();
    var was = names.stream().flatMap(it -> severity(it).stream()).min(Comparator.naturalOrder());
    var isNow = gap.severity().word();
    if (was.isEmpty()) {
      return Optional.of(setback(gap, Setback.NONE, isNow));
    }
    if (!added.isEmpty()) {
      var more = "%s, also of %s".formatted(isNow, String.join(", ", added));
      return Optional.of(setback(gap, was.get().word(), more));
    }
    if (was.get().compareTo(gap.severity()) < 0) {
      return Optional.of(setback(gap, was.get().word(), isNow));
    }
    return gap.code() == PlanRule.OVER_BUDGET.code() ? dearer(gap, now.cost()) : Optional.empty();
  }

  /// What an earlier release found is of no named things, and stands for all of them.
  private Optional<Severity> severity(GapName name) {
    return Optional.ofNullable(gaps.get(name))
        .or(() -> Optional.ofNullable(gaps.get(new GapName(name.code(), name.workload(), ""))));
  }

  private Optional<Setback> dearer(Gap gap, PlanCost now) {
    return cost.filter(it -> isDearer(it.amount(), it.currency(), now.amount(), now.currency()))
        .map(was ->
            setback(
                gap,
                Amounts.words(was.amount(), was.currency()),
                Amounts.words(now.amount(), now.currency())));
  }

  private static Setback setback(Gap gap, String before, String now) {
    return new Setback(gap.workload(), gap.code().name(), before, now);
  }

  private static boolean isDearer(BigDecimal was, String then, BigDecimal isNow, String now) {
    return then.equals(now) && isNow.compareTo(was) > 0;
  }

  private static void compare(Figures was, WorkloadAssessment now, List<Setback> worse) {
    compare("rto", was.rto(), now.rto(), now, worse);
    compare("rpo", was.rpo(), now.planned().estimate().rpo(), now, worse);
    var cost = now.planned().cost();
    if (isDearer(was.cost(), was.currency(), cost.total(), cost.currency())) {
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
