package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.guard.StartGuard;
import dev.lifeboat.guard.audit.Audit;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be done with one database, by what it is for. Whoever calls a changing method holds the
/// database's lock.
record Operations(
    DatabaseContext parts,
    Starts starts,
    ServerPromotion writing,
    ServerFence fencing,
    StandbySetup following) {

  /// Reads the durable assignment; touches no process.
  static Operations of(
      DatabaseConfig config, Host host, StartGuard guard, Optional<RegionLease> lease)
      throws IOException {
    var parts = DatabaseContext.of(config, host, lease);
    var starts = new Starts(parts);
    var provisioning = new WriterSetup(config, parts.logins());
    return new Operations(
        parts,
        starts,
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

  /// What must not write here holds no lease, whether or not the agent before lived to say so.
  void oweLease() {
    switch (parts.assignment().role()) {
      case REPLICA, STOPPED -> parts.lease().ifPresent(it -> it.owe(parts.assignment().epoch()));
      case WRITER, NONE -> {}
    }
  }

  /// Keeps the highest epoch that was seen, wherever that was.
  void noteEpoch(long epoch) throws IOException {
    parts.store().save(parts.assignment().seen(epoch));
  }

  DatabaseState describe(Sample sample, @Nullable Audit audit) {
    return new Description(parts.config(), parts.host())
        .of(
            parts.assignment(),
            parts.process().living(),
            sample,
            parts.account().progress(parts.held()),
            audit,
            parts.sampler().followed());
  }
}
