package dev.lifeboat.simulate;

import dev.lifeboat.proofs.ProofRecord;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: a million worlds of one move, and a million of two to five, none of which breaks a rule.
///
/// Method: play them in portions and write a line for each into `target/proof/simulate.txt` and
/// `stories.txt`. Stopped and begun again, it goes on after the last portion, unless the worlds
/// have changed since: their fingerprint is that of the [ProofRecord].
@Tag("proof")
final class SimulationProofTest {
  private static final long SEEDS = 1_000_000;
  private static final long PORTION = 10_000;
  private static final int FINGERPRINTED = 500;

  @Test
  @Timeout(value = 6, unit = TimeUnit.HOURS)
  void a_million_worlds_of_the_storefront_keep_every_rule() throws Exception {
    var simulation = Worlds.storefront();
    prove("simulate.txt", simulation::play, seed -> Worlds.told(simulation, seed));
  }

  @Test
  @Timeout(value = 6, unit = TimeUnit.HOURS)
  void a_million_stories_of_the_storefront_keep_every_rule() throws Exception {
    var stories = new Stories();
    prove(
        "stories.txt",
        seed -> stories.play(seed, false),
        seed -> String.join("\n", stories.play(seed, true).course().tail()));
  }

  private static void prove(String file, LongFunction<Outcome> play, LongFunction<String> told)
      throws IOException {
    var record = ProofRecord.of(file, fingerprint(play));
    // Each line is one portion.
    long done = PORTION * record.lines("to ").size();
    while (done < SEEDS) {
      long moved = 0;
      long began = System.nanoTime();
      for (long seed = done + 1; seed <= done + PORTION; seed++) {
        var outcome = play.apply(seed);
        if (!outcome.violations().isEmpty()) {
          record.add("seed " + seed + " broke a rule: " + outcome.violations());
          throw new AssertionError(told.apply(seed));
        }
        moved += outcome.ending().equals("none") ? 0 : 1;
      }
      done += PORTION;
      double seconds = (System.nanoTime() - began) / 1e9;
      record.add(
          String.format(
              Locale.ROOT,
              "to %d: no rule broken, runs in %d of %d, %.1f s",
              done,
              moved,
              PORTION,
              seconds));
    }
  }

  private static String fingerprint(LongFunction<Outcome> play) {
    long hash = 0;
    for (long seed = 1; seed <= FINGERPRINTED; seed++) {
      hash = SeededRandom.mix(hash ^ play.apply(seed).course().hash());
    }
    return "worlds " + Long.toHexString(hash);
  }
}
