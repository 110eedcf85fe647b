package dev.lifeboat.provider;

import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Answers of each region of a plan, and as whom it is asked.
public interface RegionAnswers extends Platform.Ability {
  /// Asks a region once. Reads only.
  ///
  /// @param region by its name in the plan
  /// @throws ProblemException when it does not answer, or not to whoever asks
  Answer answer(String region) throws InterruptedException, ProblemException;

  /// How far a caller's clock may be off before its calls are refused.
  Duration mostSkew();

  /// What it says.
  ///
  /// @param place the provider's own name of the region
  /// @param caller whom it takes the caller for
  /// @param at its own clock, to the second; empty if it does not tell
  record Answer(String place, String caller, Optional<Instant> at) {}
}
