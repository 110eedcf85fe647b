package dev.lifeboat.history;

import dev.lifeboat.drill.DrillKind;
import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.DrillRhythm.Turn;
import dev.lifeboat.plan.MoveWindow;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.scenario.Scenarios;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When each kind of drill of one workload is to be held again: by two calendars of the plan, one
/// by kind and one by tier. Pure.
///
/// @param rows one for each kind that can be held, in the order of [Kind]
public record DrillCalendar(List<Row> rows) {
  /// So long before its day a drill is told as due.
  private static final Duration AHEAD = Duration.ofDays(7);

  /// Where a drill stands.
  public enum State implements WordedChoice {
    /// Its day is over, or none was ever held.
    OVERDUE,
    /// Its day is within a week.
    DUE,
    /// There is time.
    LATER
  }

  /// A run as far as it counts.
  ///
  /// @param tabletop whether people talked and nothing was broken
  public record Past(DrillType type, boolean tabletop, Instant at) {}

  /// One kind of drill.
  ///
  /// @param options what asks `lifeboat drill` for it
  /// @param last when one was held last that passed; empty if never
  /// @param next its day; now, if none was ever held; with a window its begin
  /// @param window in which it is to be held; empty for at any time
  public record Row(
      Kind kind,
      String options,
      Turn turn,
      Optional<Instant> last,
      Instant next,
      Optional<MoveWindow.Opening> window,
      State state) {}

  public DrillCalendar {
    rows = List.copyOf(rows);
  }

  /// The calendar of a workload.
  ///
  /// @param drills that it can have
  /// @param past drills of it that passed and tabletops that were held, in any order
  public static DrillCalendar of(
      Workload workload, HoldableDrills drills, List<Past> past, Instant now) {
    return new DrillCalendar(
        drills.options().entrySet().stream()
            .map(it -> row(it.getKey(), it.getValue(), workload, past, now))
            .toList());
  }

  /// Whether a day is over.
  public boolean isOverdue() {
    return rows.stream().anyMatch(it -> it.state() == State.OVERDUE);
  }

  private static Row row(
      Kind kind, String options, Workload workload, List<Past> past, Instant now) {
    var turn = workload.turn(kind);
    var window = workload.routine().maintenance();
    var last =
        past.stream()
            .filter(it -> !it.at().isAfter(now) && kind(it).filter(kind::equals).isPresent())
            .map(Past::at)
            .max(Instant::compareTo);
    var day = last.map(at -> at.plus(turn.every())).orElse(now);
    boolean isOverdue = last.filter(at -> !workload.holdsUntil(kind, at).isBefore(now)).isEmpty();
    // One that is late is held in the next window, not in one that is over.
    var opening = window.map(it -> it.opening(isOverdue ? now : day));
    var next = opening.map(MoveWindow.Opening::begin).orElse(day);
    var state = isOverdue ? State.OVERDUE : next.isAfter(now.plus(AHEAD)) ? State.LATER : State.DUE;
    return new Row(kind, options, turn, last, next, opening, state);
  }

  /// Empty for what proves nothing that a calendar asks for, such as a share of the reads, and for
  /// what a later release holds.
  private static Optional<Kind> kind(Past past) {
    if (past.tabletop()) {
      return Optional.of(Kind.TABLETOP);
    }
    return switch (past.type()) {
      case DrillType.OfScenario(var lost) when lost.equals(Scenarios.REGION_LOSS) ->
          Optional.of(Kind.FULL);
      case DrillType.OfScenario(var one) when Scenarios.ofOnePart().contains(one) ->
          Optional.of(Kind.COMPONENT);
      case DrillType.Rehearsal(var kind) when kind == DrillKind.ISOLATED ->
          Optional.of(Kind.ISOLATED);
      case DrillType.OfScenario _, DrillType.Rehearsal _, DrillType.Unknown _ -> Optional.empty();
    };
  }
}
