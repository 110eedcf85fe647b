package dev.lifeboat.lease;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Asks a voter for its vote. The workload names the lease: everything that is moved together has
/// one.
///
/// @param holder the region that wants to write
/// @param epoch under which it wants to; the placement hands them out
/// @param byVotes whether the holder remembers durably that it writes under this epoch by votes
///   alone: no person's word lets it write without them any more. Only what said so is fenced by
///   the withholding of votes
public record VoteRequest(
    String workload,
    long epoch,
    String holder,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean byVotes) {
  public VoteRequest {
    Vote.require(workload, epoch, holder);
  }

  /// The first request of a holder, which has no votes yet.
  public VoteRequest(String workload, long epoch, String holder) {
    this(workload, epoch, holder, false);
  }

  @JsonCreator
  static VoteRequest read(String workload, long epoch, String holder, @Nullable Boolean byVotes) {
    return new VoteRequest(workload, epoch, holder, byVotes != null && byVotes);
  }

  /// This request, telling that the holder lives by votes alone.
  public VoteRequest nowByVotes() {
    return new VoteRequest(workload, epoch, holder, true);
  }
}
