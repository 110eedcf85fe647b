package dev.lifeboat.engine;

import dev.lifeboat.runbook.Step;
import java.util.Optional;

/// The people of a run: those it asks and those it tells.
public interface People {
  /// Begins the proof of a message that reached nobody whom it is for.
  String NOT_TOLD = "not told";

  /// What a person said to a question.
  ///
  /// @param approved whether the run may go on
  /// @param by the person's name, kept in the journal
  record Answer(boolean approved, String by) {}

  /// The answer to `ask`, waiting for it where someone sits at a terminal; empty where nobody does,
  /// and the run then waits for a person.
  Optional<Answer> ask(Step.Ask ask) throws InterruptedException;

  /// Hands a message over.
  ///
  /// @return what shows that it was, such as the channel's receipt; else why not, after [#NOT_TOLD]
  String tell(Step.Tell tell) throws InterruptedException;

  /// Shows a message that another channel is for.
  ///
  /// @return where it is shown
  default String show(Step.Tell tell) throws InterruptedException {
    return tell(tell);
  }
}
