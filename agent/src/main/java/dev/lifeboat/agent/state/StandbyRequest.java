package dev.lifeboat.agent.state;

/// The body of the call that makes a writer wait for its replica.
///
/// @param epoch of the run that asks
/// @param replica what the replica calls itself (`application_name`)
public record StandbyRequest(long epoch, String replica) {
  public StandbyRequest {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be above zero, was " + epoch);
    }
    if (replica == null || replica.isBlank()) {
      throw new IllegalArgumentException("replica must be named");
    }
  }
}
