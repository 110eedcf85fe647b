package dev.lifeboat.lab.frontdoor;

import java.util.Optional;

/// One request's stay in a region, as it is counted. Its own thread ends it, once; what is ended by
/// [#close] alone is counted as requested and nothing else.
final class Visit implements AutoCloseable {
  private final TrafficCount traffic;
  private final Optional<TrialCount.Count> trial;
  private final long beganNanos;

  Visit(TrafficCount traffic, Optional<TrialCount.Count> trial, long nowNanos) {
    this.traffic = traffic;
    this.trial = trial;
    this.beganNanos = nowNanos;
    traffic.requested();
    trial.ifPresent(count -> count.begins(this));
  }

  long beganNanos() {
    return beganNanos;
  }

  void answered() {
    traffic.answered();
    ends(true);
  }

  void failed() {
    traffic.failed();
    ends(false);
  }

  private void ends(boolean good) {
    trial.ifPresent(count -> count.ends(this, good, System.nanoTime()));
  }

  @Override
  public void close() {
    ends(true);
  }
}
