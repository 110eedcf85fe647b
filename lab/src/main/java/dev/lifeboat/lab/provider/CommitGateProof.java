package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.placement.FollowRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// What a proof says of the commit gate of a region that may be silent: its copy holds what the old
/// writer told last, up to where the copy followed.
record CommitGateProof(LabClients clients) {
  // Users wait meanwhile. One that takes longer will not promote the copy at once, either.
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final String UNKNOWN = "whether the commit gate was in force is not known";

  /// Asked of the copy of a region.
  String ofSilent(String region, String database) throws InterruptedException {
    var peer = clients.topology().peerOf(region).name();
    try {
      var copy = AgentStates.database(clients.agent(peer).within(LOOK).state(), database);
      return told(copy)
          .map(gate -> gate.words() + ", as " + region + " told " + peer)
          .orElse(UNKNOWN);
    } catch (IOException silent) {
      return UNKNOWN;
    }
  }

  /// As the region itself says.
  static String of(DatabaseState seen) {
    return Optional.ofNullable(seen.commitGate()).map(CommitGateState::words).orElse(UNKNOWN);
  }

  /// Of the writer that it followed: what one before that told says nothing of it, and neither does
  /// a copy that is a writer by now.
  private static Optional<CommitGateState> told(DatabaseState copy) {
    long epoch = Optional.ofNullable(copy.followed()).map(FollowRecord::epoch).orElse(0L);
    return copy.duty().role() == Role.WRITER
        ? Optional.empty()
        : Optional.ofNullable(copy.commitGate()).filter(gate -> gate.epoch() == epoch);
  }
}
