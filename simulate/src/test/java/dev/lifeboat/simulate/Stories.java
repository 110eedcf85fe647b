package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Worlds of the shop with two to five moves, one after the other, under one of several leases.
final class Stories {
  /// From the lab's to the longest that a plan may ask for; most are short, as most leases are.
  private static final List<Duration> LEASES =
      Stream.of(2, 2, 2, 2, 6, 6, 10, 60).map(Duration::ofSeconds).toList();

  private final List<SeedRun> underLeases;

  Stories() throws ProblemException {
    var setting = Worlds.setting();
    this.underLeases =
        LEASES.stream()
            .map(length -> new SeedRun(setting, LeaseTerms.lasting(length), Rules.product()))
            .toList();
  }

  /// Plays the story of one seed.
  ///
  /// @param listening whether it is told in full
  Outcome play(long seed, boolean listening) {
    int lease = (int) Math.floorMod(SeededRandom.mix(seed), (long) underLeases.size());
    var world = underLeases.get(lease).rested(seed, script(seed), listening);
    return Outcome.of(seed, Mode.FAILOVER, world, Optional.empty(), Optional.empty());
  }

  /// What happens in the story of one seed.
  static SeedRun.Script script(long seed) {
    return new SeedRun.Script(Mode.FAILOVER, Story.of(seed));
  }
}
