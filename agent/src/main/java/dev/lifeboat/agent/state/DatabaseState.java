package dev.lifeboat.agent.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lifeboat.guard.audit.Audit;
import dev.lifeboat.placement.FollowRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One database of a region: what it is assigned to be, and what was seen of it. In JSON the fields
/// of its first four parts stand beside each other.
///
/// @param audit the writer's audit slot; null for what is no writer
/// @param followed which writer its files followed last; null when they do not tell
/// @param commitGate of the writer whose log it holds; null while nothing is known of it
/// @param restored the vault that its files came from; null for others
public record DatabaseState(
    @JsonUnwrapped Duty duty,
    @JsonUnwrapped Server server,
    @JsonUnwrapped ControlData control,
    @JsonUnwrapped Care care,
    @Nullable Audit audit,
    @Nullable FollowRecord followed,
    @Nullable CommitGateState commitGate,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RestoredFrom restored) {

  /// What it is assigned to be.
  ///
  /// @param epoch of the assignment; 0 if there is none
  /// @param highestEpoch ever seen by this agent; lower ones are refused
  public record Duty(Role role, long epoch, long highestEpoch) {}

  /// What was seen of its server.
  ///
  /// @param process the postmaster; null if none lives
  /// @param running its postmaster lives; that it answers is only said by `sql`
  /// @param frozen its postmaster is stopped by a signal
  /// @param sql what it answered itself; null if it does not run or did not answer, see [Care#why]
  /// @param sampleAgeMillis how long ago the server was last asked
  public record Server(
      @Nullable ProcessState process,
      boolean running,
      boolean frozen,
      @Nullable SqlState sql,
      long sampleAgeMillis) {}

  /// What its control file says.
  ///
  /// @param controlState null if it has no data directory
  /// @param shutdownCheckpointLsn where it was stopped cleanly; null unless it was
  public record ControlData(
      @Nullable String controlState,
      @Nullable String shutdownCheckpointLsn,
      @Nullable Long controlTimeline,
      @Nullable String systemIdentifier) {}

  /// What the agent does about it.
  ///
  /// @param activity `none`, or what the agent does with it now, such as `cloning 34 %`
  /// @param held somebody keeps it from being started until the hold is removed
  /// @param restarts how often it was started again after it had ended by itself
  /// @param why what is unknown or not as assigned, and for what reason; null if all is as assigned
  public record Care(String activity, boolean held, int restarts, @Nullable String why) {}

  /// Whether the server itself answered that it takes writes. Empty: not known.
  public Optional<Boolean> writable() {
    return Optional.ofNullable(server.sql).map(seen -> !seen.inRecovery());
  }

  /// A living postmaster.
  public record ProcessState(long pid) {}

  /// What the server answered by SQL. LSNs are in PostgreSQL's own notation, such as `0/3000060`.
  ///
  /// @param writeLsn up to where it has written WAL of its own; null in recovery
  /// @param replayLsn up to where it has replayed; null unless in recovery
  /// @param receiveLsn up to where it has received and flushed; null unless it streams or has
  /// @param walReceiver null if there is none
  /// @param replication the replicas that stream from it
  public record SqlState(
      boolean inRecovery,
      @Nullable String writeLsn,
      @Nullable String replayLsn,
      @Nullable String receiveLsn,
      long timeline,
      @Nullable WalReceiver walReceiver,
      List<Replica> replication) {
    public SqlState {
      replication = List.copyOf(replication);
    }
  }

  /// A replica's connection to its source.
  ///
  /// @param lastMessageAgeMillis since the source was last heard; null if never
  public record WalReceiver(boolean streaming, @Nullable Long lastMessageAgeMillis) {}

  /// One row of pg_stat_replication.
  ///
  /// @param lagMillis its replay lag; null if the server measured none lately
  public record Replica(
      String applicationName,
      String state,
      String syncState,
      @Nullable String sentLsn,
      @Nullable String flushLsn,
      @Nullable String replayLsn,
      @Nullable Long lagMillis) {}
}
