package dev.lifeboat.lease;

/// Asks one voter for its vote, for the first time or once more. May be sent again, delayed or
/// doubled: a late one renews nothing that the holder would count.
///
/// @param holder the region that wants to write
/// @param epoch under which it wants to; the placement hands them out
/// @param byVotes whether the holder remembers durably that it writes under this epoch by votes
///   alone: no person's word lets it write without them any more. Only what said so is fenced by
///   the withholding of votes
public record VoteRequest(String workload, long epoch, String holder, boolean byVotes) {
  public VoteRequest {
    Vote.require(workload, epoch, holder);
  }

  /// The first request of a holder, which has no votes yet.
  public VoteRequest(String workload, long epoch, String holder) {
    this(workload, epoch, holder, false);
  }

  VoteRequest nowByVotes() {
    return new VoteRequest(workload, epoch, holder, true);
  }
}
