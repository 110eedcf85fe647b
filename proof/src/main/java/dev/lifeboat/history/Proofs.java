package dev.lifeboat.history;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioCourse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the past drills of one workload prove. Pure.
///
/// @param drills of all scenarios, oldest first
/// @param unread how many runs cannot be read, and why; each may be a drill
public record Proofs(List<PastDrill> drills, Optional<String> unread) {

  public Proofs {
    drills = drills.stream().sorted(Comparator.comparing(PastDrill::run)).toList();
  }

  /// One row for each type that was ever held, in the order of [DrillType#all].
  public List<Proof> rows(Instant now) {
    var rows = new ArrayList<Proof>();
    for (var type : DrillType.all()) {
      var held = of(type);
      if (!held.isEmpty()) {
        rows.add(row(type, held, now));
      }
    }
    return rows;
  }

  private List<PastDrill> of(DrillType type) {
    return drills.stream().filter(drill -> drill.type().equals(type)).toList();
  }

  private static Proof row(DrillType type, List<PastDrill> held, Instant now) {
    var last = held.getLast();
    var passed = held.stream().filter(PastDrill::passed).toList();
    var proven =
        held.stream().filter(PastDrill::proves).reduce((_, newer) -> newer).map(PastDrill::ended);
    var basis =
        held.reversed().stream()
            .filter(PastDrill::judged)
            .findFirst()
            .flatMap(drill -> drill.figures().basis());
    var comparable =
        passed.stream().filter(drill -> drill.figures().basis().equals(basis)).toList();
    int missed = (int) held.stream().filter(PastDrill::missed).count();
    return new Proof(
        type.word(),
        standing(last),
        new Proof.Tally(held.size(), passed.size(), missed, held.size() - passed.size() - missed),
        new Proof.Newest(last.run(), last.at().toString(), last.end().word(), basis.orElse(null)),
        new Proof.Since(
            proven.map(Instant::toString).orElse(null),
            proven.map(at -> SpanText.number(Duration.between(at, now))).orElse(null)),
        Trend.of(figures(comparable, PastDrill::rtoSeconds)),
        Trend.of(figures(comparable, PastDrill::rpoSeconds)));
  }

  private static Proof.Standing standing(PastDrill last) {
    if (!last.passed()) {
      return new Proof.Standing(Proof.State.BROKEN, "the drill " + last.run() + how(last.end()));
    }
    return last.samePlan()
        ? new Proof.Standing(Proof.State.PROVEN, null)
        : new Proof.Standing(
            Proof.State.UNPROVEN, "the plan has changed since the drill " + last.run());
  }

  private static String how(PastDrill.End end) {
    return switch (end) {
      case PastDrill.End.Judged(var outcome) -> " ended as " + outcome.word();
      case PastDrill.End.CutOff(var why) -> " was interrupted: " + why;
    };
  }

  private static List<Double> figures(
      List<PastDrill> drills, Function<PastDrill, Optional<Double>> figure) {
    return drills.stream().map(figure).flatMap(Optional::stream).toList();
  }

  /// The figures of earlier passed drills of `type` with the plan as it is now, oldest first.
  ///
  /// @param run the one that is judged, left out
  public List<Double> earlier(
      DrillType type, String run, Function<PastDrill, Optional<Double>> figure) {
    return figures(
        of(type).stream()
            .filter(PastDrill::proves)
            .filter(drill -> !drill.run().equals(run))
            .toList(),
        figure);
  }

  /// Why the workload's recovery is not proven; empty when it is. It takes a failover that passed
  /// with this plan, and no scenario whose newest drill says otherwise. What is not known to be no
  /// drill may say so.
  public Optional<String> unproven(Instant now) {
    if (unread.isPresent()) {
      return unread;
    }
    var first = firstUnproven(now);
    if (first.isPresent()) {
      var standing = first.get().standing();
      return Optional.of(
          "%s is %s: %s"
              .formatted(first.get().scenario(), standing.state().word(), standing.why()));
    }
    boolean failedOver = drills.stream().anyMatch(drill -> failsOver(drill.type()));
    return failedOver ? Optional.empty() : Optional.of("no failover has passed a drill");
  }

  /// The scenario whose newest drill proves nothing any more, so that it is to be held again; empty
  /// where any that fails over would do.
  public Optional<Scenario> toRepeat(Instant now) {
    return firstUnproven(now)
        .flatMap(row ->
            DrillType.of(row.scenario()) instanceof DrillType.OfScenario(var scenario)
                ? Optional.of(scenario)
                : Optional.empty());
  }

  private Optional<Proof> firstUnproven(Instant now) {
    return rows(now).stream()
        .filter(row -> row.standing().state() != Proof.State.PROVEN)
        .findFirst();
  }

  /// A rehearsal is no scenario, and moves nothing.
  private static boolean failsOver(DrillType type) {
    return type instanceof DrillType.OfScenario(var scenario)
        && scenario.recovery() == ScenarioCourse.FAILOVER;
  }
}
