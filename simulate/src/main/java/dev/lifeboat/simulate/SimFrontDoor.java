package dev.lifeboat.simulate;

/// The front door: one table, durable, of which regions serve, under which epoch. Its clients are
/// the ones that measure.
final class SimFrontDoor {
  final SimProgram program = new SimProgram();
  private static final int NOBODY = -1;
  private static final int ALL = 100;
  private final boolean[] closed = new boolean[2];
  private final int[] weights = new int[2];
  private long epoch;
  private int tried = NOBODY;
  private long triedSinceNanos;
  private boolean stopped;

  SimFrontDoor(int serving, long epoch) {
    this.weights[serving] = ALL;
    this.epoch = epoch;
  }

  long epoch() {
    return epoch;
  }

  boolean serves(int region) {
    return weights[region] > 0;
  }

  boolean isClosed(int region) {
    return closed[region] && !serves(region);
  }

  void close(int region, long newEpoch) {
    epoch = newEpoch;
    closed[region] = true;
    weights[region] = 0;
    tried = NOBODY;
  }

  /// All to one region.
  void route(int region, long newEpoch) {
    epoch = newEpoch;
    closed[region] = false;
    weights[region] = ALL;
    weights[1 - region] = 0;
    tried = NOBODY;
  }

  /// At least so many of a hundred requests to one region, on trial, and the rest to the other. A
  /// share that comes after all was routed there under the same epoch is late and changes nothing:
  /// it would open the other region again.
  void share(int region, int percent, long newEpoch, long now) {
    if (newEpoch == epoch && routedTo(region)) {
      return;
    }
    epoch = newEpoch;
    if (onTrial(region) && weights[region] >= percent) {
      return;
    }
    closed[region] = false;
    closed[1 - region] = false;
    weights[region] = percent;
    weights[1 - region] = ALL - percent;
    tried = region;
    triedSinceNanos = now;
    stopped = false;
  }

  /// Whether all goes to that region, for good: nothing is on trial that could be taken back.
  boolean routedTo(int region) {
    return tried == NOBODY && weights[region] == ALL && weights[1 - region] == 0;
  }

  boolean onTrial(int region) {
    return tried == region && !stopped;
  }

  /// Whether the share was borne for so long, or there is nothing left to try.
  boolean bears(int region, int percent, long holdNanos, long now) {
    return routedTo(region)
        || (onTrial(region) && weights[region] >= percent && now - triedSinceNanos >= holdNanos);
  }

  /// What the front door sees for itself: a region that fails what it is sent.
  void judge(boolean triedServes, boolean otherServes) {
    if (tried == NOBODY || stopped) {
      return;
    }
    if (!triedServes) {
      stopped = true;
      weights[tried] = 0;
      weights[1 - tried] = ALL;
    } else if (!otherServes) {
      weights[tried] = ALL;
      weights[1 - tried] = 0;
    }
  }

  /// Whether the share was stopped; asked once, since the next request tries anew.
  boolean takeStop(int region) {
    boolean was = tried == region && stopped;
    if (was) {
      tried = NOBODY;
      stopped = false;
    }
    return was;
  }
}
