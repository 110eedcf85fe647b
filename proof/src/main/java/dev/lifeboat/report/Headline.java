package dev.lifeboat.report;

import dev.lifeboat.drill.DrillReason;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.plan.Rehearsal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The one sentence that the page begins with.
///
/// @param word such as `PASSED`
/// @param what happened to whom
/// @param why what decided it; null when all went well
record Headline(String word, Tone tone, String what, @Nullable String why) {

  static Headline of(Contents contents) {
    return switch (contents.result()) {
      case Part.Here<DrillResult>(var result) -> drill(contents, result);
      case Part.Missing<DrillResult>(var unjudged) ->
          switch (contents.state()) {
            case Part.Here<RunState>(var state) when state.isOver() && isDrill(state) ->
                unjudged(state, unjudged);
            case Part.Here<RunState>(var state) -> run(state, contents.next(state));
            case Part.Missing<RunState>(var why) ->
                new Headline(
                    "UNKNOWN",
                    Tone.UNKNOWN,
                    "What became of run %s is not known".formatted(contents.folder().run()),
                    why);
          };
    };
  }

  private static Headline drill(Contents contents, DrillResult result) {
    var way =
        contents
            .state()
            .value()
            .map(it -> " from %s to %s".formatted(it.runbook().source(), it.runbook().target()))
            .orElse("");
    var home =
        result.safety().failback().outcome() == null
            ? ""
            : result.safety().failback().outcome().equals("passed")
                ? " and brought home again"
                : "; the way home " + result.safety().failback().outcome();
    var inLab = result.inLab();
    var what =
        "Drill %s: %s of plan %s %s%s%s%s"
            .formatted(
                result.head().scenario(),
                result.head().workload(),
                result.head().plan(),
                result.nothingBroke()
                    ? "rehearsed beside its primary"
                    : result.moves() ? "failed over" : "recovered where it was",
                way,
                home,
                inLab == null || !inLab.dataPathAlone() ? "" : "; " + Rehearsal.DATA_PATH_ALONE);
    var outcome = result.outcome();
    var attempted =
        "Drill %s of %s, plan %s%s"
            .formatted(
                result.head().scenario(),
                result.head().workload(),
                result.head().plan(),
                way.isEmpty() ? "" : ", failover" + way);
    var doubt = new JournalDoubt(contents).why();
    if (doubt.isPresent()) {
      return new Headline(
          "UNKNOWN",
          Tone.UNKNOWN,
          attempted,
          "result.json says %s, and the journal that would prove it is damaged: %s"
              .formatted(outcome.word(), doubt.get()));
    }
    return new Headline(
        outcome.word().toUpperCase(Locale.ROOT),
        Tone.of(outcome),
        switch (outcome) {
          case PASSED, MISSED -> what;
          case FAILED, NOT_READY, REFUSED -> attempted;
        },
        result.head().verdict().why());
  }

  private static boolean isDrill(RunState state) {
    return DrillReason.of(state.opened().reason()).isPresent();
  }

  /// A failover that ended well is no drill that passed: what it measured and the way home may be
  /// missing.
  private static Headline unjudged(RunState state, String why) {
    var runbook = state.runbook();
    var failover = run(state, "");
    return new Headline(
        "NO RESULT",
        Tone.UNKNOWN,
        "Drill %s of %s, plan %s, failover from %s to %s"
            .formatted(
                DrillReason.of(state.opened().reason()).orElseThrow().scenario(),
                runbook.workload(),
                runbook.plan(),
                runbook.source(),
                runbook.target()),
        "its failover ended as %s%s; %s"
            .formatted(failover.word(), failover.why() == null ? "" : ", " + failover.why(), why));
  }

  /// @param next who goes on with it
  private static Headline run(RunState state, String next) {
    var runbook = state.runbook();
    var mode = runbook.mode().word();
    var what =
        "%s of %s, plan %s, from %s to %s"
            .formatted(
                mode.substring(0, 1).toUpperCase(Locale.ROOT) + mode.substring(1),
                runbook.workload(),
                runbook.plan(),
                runbook.source(),
                runbook.target());
    return switch (state.phase()) {
      case RunState.Phase.Ended(var outcome, var why) ->
          switch (outcome) {
            case DONE -> new Headline("DONE", Tone.GOOD, what, null);
            case UNDONE ->
                new Headline(
                    "FAILED",
                    Tone.BAD,
                    what,
                    "taken back before the point of no return, the old writer serves again: "
                        + why);
            case DECLINED -> new Headline("REFUSED", Tone.BAD, what, why);
          };
      case RunState.Phase.Forward() ->
          new Headline(
              "NOT ENDED",
              Tone.UNKNOWN,
              what,
              "at the journal's last entry it was running; " + next);
      case RunState.Phase.Undoing(var why) ->
          new Headline(
              "NOT ENDED", Tone.UNKNOWN, what, "it was being taken back: " + why + "; " + next);
      case RunState.Phase.WaitingForPerson(var code, var why) ->
          new Headline(
              "WAITING FOR A PERSON", Tone.WARN, what, "%s %s; %s".formatted(code, why, next));
      case RunState.Phase.Paused(var by) ->
          new Headline("PAUSED", Tone.UNKNOWN, what, "paused by " + by + "; " + next);
    };
  }
}
