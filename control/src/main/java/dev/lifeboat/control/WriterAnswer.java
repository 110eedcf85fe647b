package dev.lifeboat.control;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A look whether a writer answers. Whether somebody should fail over is for the watch to say; that
/// users see nothing is told.
///
/// @param failed its checks that failed, with their reasons; empty if it answers or nobody looked
/// @param unknown why nobody could look; empty when somebody did, or the plan names nothing to look
///   at
record WriterAnswer(Optional<String> failed, Optional<String> unknown) {
  // As a watch waits for one look, so that one silent region holds nobody up.
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /// By which a writer is looked at.
  @FunctionalInterface
  interface Eyes {
    Views open() throws ProblemException;
  }

  static WriterAnswer of(Eyes eyes, Instant now) throws InterruptedException {
    try {
      var round = eyes.open().look(now, LONGEST);
      return new WriterAnswer(
          Optional.of(round.reasons()).filter(_ -> round.failed()), Optional.empty());
    } catch (ProblemException unseen) {
      return new WriterAnswer(
          Optional.empty(),
          Optional.of("whether its writer answers is not known: " + unseen.problem().phrase())
              .filter(_ -> unseen.problem().code() != Code.LB2008));
    }
  }
}
