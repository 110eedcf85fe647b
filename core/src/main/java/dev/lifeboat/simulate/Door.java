package dev.lifeboat.simulate;

/// The front door: one table, durable, of which region serves, under which epoch. Its clients are
/// the ones that measure.
final class Door {
  final Program program = new Program();
  private static final int NOBODY = -1;
  private final boolean[] closed = new boolean[2];
  private int serving;
  private long epoch;

  Door(int serving, long epoch) {
    this.serving = serving;
    this.epoch = epoch;
  }

  long epoch() {
    return epoch;
  }

  boolean serves(int region) {
    return serving == region;
  }

  boolean isClosed(int region) {
    return closed[region] && serving != region;
  }

  void close(int region, long newEpoch) {
    epoch = newEpoch;
    closed[region] = true;
    if (serving == region) {
      serving = NOBODY;
    }
  }

  void route(int region, long newEpoch) {
    epoch = newEpoch;
    closed[region] = false;
    serving = region;
  }
}
