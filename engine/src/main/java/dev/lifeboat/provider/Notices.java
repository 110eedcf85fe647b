package dev.lifeboat.provider;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Tells the people of a plan by a channel that its provider has.
public interface Notices extends Platform.Ability {
  /// Hands a message over.
  ///
  /// @param subject one line
  /// @return what shows that it was; empty where the plan names no channel
  /// @throws ProblemException when nobody was told
  Optional<String> send(String subject, String text) throws InterruptedException, ProblemException;
}
