package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.guard.StartGuard;
import java.io.IOException;
import java.util.Optional;

/// What can be done with one database, by what it is for. Whoever calls a changing method holds the
/// database's lock.
record Operations(
    DatabaseContext parts, ServerPromotion writing, ServerFence fencing, StandbySetup following) {

  /// Reads the durable assignment; touches no process.
  static Operations of(
      DatabaseConfig config, Host host, StartGuard guard, Optional<RegionLease> lease)
      throws IOException {
    var parts = DatabaseContext.of(config, host, lease);
    var starts = new Starts(parts);
    var provisioning = new WriterSetup(config, parts.logins());
    return new Operations(
        parts,
        new ServerPromotion(parts, starts, new WriteGuard(parts, guard), provisioning),
        new ServerFence(parts, starts),
        new StandbySetup(parts, starts, provisioning));
  }

  /// Starts what the assignment says, a writer only if the guard confirms it anew.
  void startAsAssigned() throws IOException, InterruptedException {
    switch (parts.assignment().role()) {
      case WRITER -> writing.startAssigned();
      case REPLICA -> {
        fencing.noteCleanStop();
        following.startAssigned();
      }
      case STOPPED, NONE -> {}
    }
  }
}
