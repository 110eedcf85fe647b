package dev.lifeboat.aws.states;

import java.util.Optional;

/// The states of a machine after its last step, and those that take a planned move back.
record ExitStates(ClaimTasks claims) {
  static final String LATE = "late";

  /// @param planned the stages of a planned move, which may be taken back
  void add(StateSequence machine, Optional<Stages> planned) {
    machine
        .add("release", release("done"))
        .add("done", Asl.given(Asl.of("run.$", "$.run").with("epoch.$", "$.epoch")).end())
        .add(
            LATE,
            Asl.fail(
                StepStates.LATE, "another run has gone on since; this one changed nothing more"))
        .add(
            "not released",
            Asl.fail(
                "Lifeboat.NotReleased", "all was reached, but the placement is not free again"))
        .add("stop", release("stopped"))
        .add("stopped", Asl.fail(StepStates.DECLINED, "a person stopped the run"));
    planned.ifPresent(it -> undo(machine, it));
  }

  private Asl release(String next) {
    return claims.orElse(claims.release(), LATE, "not released").next(next);
  }

  private void undo(StateSequence machine, Stages planned) {
    var again =
        Asl.of("mode.$", "$.mode")
            .with("reason.$", "$.reason")
            .with("run.$", "$.run")
            .with("placed.$", "$.placed")
            .with("loss.$", "$.loss")
            .with("epoch.$", "$.undo.next");
    machine
        .add(
            "undo",
            Asl.given(Asl.of("next.$", "States.MathAdd($.epoch, 1)"))
                .at("$.undo")
                .next("undo: epoch"))
        .add(
            "undo: epoch", claims.orElse(claims.takeNext(), LATE, "not undone").next("undo: begin"))
        .add("undo: begin", Asl.given(again).next("undo: steps"));
    planned.addUndo(machine, "undo: steps", "undo: release", "not undone");
    machine
        .add("undo: release", release("undone"))
        .add(
            "undone",
            Asl.fail("Lifeboat.Undone", "not reached; taken back, and the old writer serves again"))
        .add(
            "not undone",
            Asl.fail(
                "Lifeboat.NotUndone", "not reached, and not taken back; the run is still open"));
  }
}
