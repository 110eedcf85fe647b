package dev.lifeboat.aws.states;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The states of a machine after its last step, and those that take a planned move back.
record ExitStates(ClaimTasks claims) {
  static final String LATE = "late";

  /// @param planned the stages of a planned move, which may be taken back
  void add(States machine, Optional<Stages> planned) {
    machine
        .add("release", claims.orElse(claims.release(), LATE, "not released").next("done"))
        .add(
            "done",
            States.pass()
                .with("Parameters", AslChoice.ordered("run.$", "$.run", "epoch.$", "$.epoch"))
                .end())
        .add(
            LATE,
            States.fail(
                StepStates.LATE, "another run has gone on since; this one changed nothing more"))
        .add(
            "not released",
            States.fail(
                "Lifeboat.NotReleased", "all was reached, but the placement is not free again"))
        .add("stop", claims.orElse(claims.release(), LATE, "not released").next("stopped"))
        .add("stopped", States.fail(StepStates.DECLINED, "a person stopped the run"));
    planned.ifPresent(it -> undo(machine, it));
  }

  private void undo(States machine, Stages planned) {
    var again = new LinkedHashMap<String, Object>();
    again.put("mode.$", "$.mode");
    again.put("reason.$", "$.reason");
    again.put("run.$", "$.run");
    again.put("placed.$", "$.placed");
    again.put("loss.$", "$.loss");
    again.put("epoch.$", "$.undo.next");
    machine
        .add(
            "undo",
            States.pass()
                .with("Parameters", Map.of("next.$", "States.MathAdd($.epoch, 1)"))
                .with("ResultPath", "$.undo")
                .next("undo: epoch"))
        .add(
            "undo: epoch", claims.orElse(claims.takeNext(), LATE, "not undone").next("undo: begin"))
        .add("undo: begin", States.pass().with("Parameters", again).next("undo: steps"));
    planned.addUndo(machine, "undo: steps", "undo: release", "not undone");
    machine
        .add("undo: release", claims.orElse(claims.release(), LATE, "not released").next("undone"))
        .add(
            "undone",
            States.fail(
                "Lifeboat.Undone", "not reached; taken back, and the old writer serves again"))
        .add(
            "not undone",
            States.fail(
                "Lifeboat.NotUndone", "not reached, and not taken back; the run is still open"));
  }
}
