package dev.lifeboat.simulate;

import java.util.random.RandomGenerator;

/// Chance from a seed: the same seed throws the same on every machine (SplitMix64, Steele, Lea and
/// Flood, OOPSLA 2014). Not thread-safe.
final class SeededRandom implements RandomGenerator {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private SeededRandom(long state) {
    this.state = state;
  }

  /// A stream of its own for one purpose of one seed.
  static SeededRandom of(long seed, long purpose) {
    return new SeededRandom(mix(seed * GOLDEN) ^ mix(purpose + 1));
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /// From `least` up to, without, `most`; `least` when there is nothing between.
  long between(long least, long most) {
    return most <= least ? least : least + Math.floorMod(nextLong(), most - least);
  }

  /// True in about `percent` of a hundred throws.
  boolean chance(int percent) {
    return percent > 0 && Math.floorMod(nextLong(), 100) < percent;
  }

  int pick(int choices) {
    return (int) Math.floorMod(nextLong(), (long) choices);
  }

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
