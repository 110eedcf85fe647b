package dev.lifeboat.bench;

/// A stop-watch that keeps the quickest of several passes.
final class Quickest {
  private long began;
  private long clockBegan;
  private long quickest = Long.MAX_VALUE;
  private long clockQuickest = Long.MAX_VALUE;

  void begin() {
    clockBegan = System.nanoTime();
    began = EngineBench.Took.processorNanos();
  }

  void end() {
    quickest = Math.min(quickest, EngineBench.Took.processorNanos() - began);
    clockQuickest = Math.min(clockQuickest, System.nanoTime() - clockBegan);
  }

  double seconds() {
    return quickest / 1e9;
  }

  double clockSeconds() {
    return clockQuickest / 1e9;
  }
}
