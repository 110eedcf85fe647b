package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.agent.state.DatabaseState.SqlState;
import dev.lifeboat.postgres.ControlFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One look at a server.
///
/// @param takenAtNanos of `System.nanoTime()`
/// @param sql null if it did not answer; then `why` says more
/// @param control null if there is no data directory or its control file cannot be read
/// @param gate null while nothing is known of the commit gate
record ServerSample(
    long takenAtNanos,
    boolean frozen,
    @Nullable SqlState sql,
    @Nullable ControlFile control,
    @Nullable String why,
    @Nullable CommitGateState gate) {

  static ServerSample none() {
    return new ServerSample(System.nanoTime(), false, null, null, "it was not looked at yet", null);
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - takenAtNanos);
  }
}
