package dev.lifeboat.simulate;

import dev.lifeboat.problem.ProblemException;
import java.util.function.LongFunction;

/// The worlds of several moves, and what rule each broke, as text: it crosses class loaders.
public final class StoryWorlds implements LongFunction<String> {
  private final Stories stories;

  public StoryWorlds() throws ProblemException {
    this.stories = new Stories();
  }

  @Override
  public String apply(long seed) {
    try {
      return stories.play(seed, false).violations().stream()
          .map(violation -> violation.invariant().name())
          .findFirst()
          .orElse("");
    } catch (IllegalStateException | IllegalArgumentException broken) {
      // A record of the product that refuses to be made wrong is a guard like any other.
      return "refused by the product itself: " + broken.getMessage();
    }
  }
}
