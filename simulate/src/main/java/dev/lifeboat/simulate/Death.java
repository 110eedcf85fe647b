package dev.lifeboat.simulate;

/// At which of its effects a process dies, just before it or just after.
final class Death {
  private int effects;
  private int at = Integer.MAX_VALUE;
  private boolean before;

  /// The nth effect from now.
  void at(int effect, boolean justBefore) {
    at = effects + effect;
    before = justBefore;
  }

  /// Lets one effect take place, unless death comes before it.
  ///
  /// @return whether the process lives on
  boolean spares(Runnable effect) {
    effects++;
    if (effects == at && before) {
      return false;
    }
    effect.run();
    return effects != at;
  }
}
