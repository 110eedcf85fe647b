package dev.lifeboat.guard;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.VoteReply;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Asks one voter for one lease, again and again while it is wanted. A silent voter delays no
/// other: each has a loop of its own.
record VoterLoop(String voter, VoterClient client, WorkloadLease lease, MonotonicClock clock) {
  private static final Logger LOG = System.getLogger(VoterLoop.class.getName());

  /// Once there is something to ask for; returns when it is time to ask again.
  void askOnce() throws InterruptedException {
    var request = lease.awaitRequest();
    var sentAt = clock.now();
    Optional<VoteReply> reply = Optional.empty();
    try {
      reply = Optional.of(client.ask(request));
      lease.answered(voter, request, sentAt, reply.get());
    } catch (IOException | RuntimeException silence) {
      LOG.log(Level.DEBUG, "{0}: {1}", voter, silence.getMessage());
      lease.silent(voter, request, String.valueOf(silence.getMessage()));
    }
    lease.awaitTurn(request, sentAt, reply);
  }
}
