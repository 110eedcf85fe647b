package dev.lifeboat.lease;

/// Asks one voter for its vote, for the first time or once more. May be sent again, delayed or
/// doubled: a late one renews nothing that the holder would count.
///
/// @param holder the region that wants to write
/// @param epoch under which it wants to; the placement hands them out
public record VoteRequest(String workload, long epoch, String holder) {
  public VoteRequest {
    Vote.require(workload, epoch, holder);
  }
}
