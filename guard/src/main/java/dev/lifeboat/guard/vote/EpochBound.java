package dev.lifeboat.guard.vote;

import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.time.Duration;
import java.util.Optional;

/// How far above the highest epoch that a voter knows a request may be.
///
/// Epochs rise by one with each claim, and a voter never forgets the highest: one that was given
/// far too high would refuse the workload for good. A voter that was away may be behind by as many
/// claims as there were; so whoever is beyond the bound is told to wait, not that it lost its
/// lease, and a controller, who reads the placement, may go much further.
public enum EpochBound {
  /// More claims than are made while a voter is repaired.
  OF_A_KEEPER(1_000),
  /// More than are ever made: at ten a second it takes a day.
  OF_A_CONTROLLER(1_000_000);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final long most;

  EpochBound(long most) {
    this.most = most;
  }

  Optional<VoteReply> refusal(VoteRequest request, Optional<Vote> known) {
    long highest = known.map(Vote::epoch).orElse(0L);
    return request.epoch() - highest <= most
        ? Optional.empty()
        : Optional.of(
            new VoteReply.Wait(
                ASK_AGAIN,
                "epoch %d is more than %d above %d, the highest known here"
                    .formatted(request.epoch(), most, highest)));
  }
}
