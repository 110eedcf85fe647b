package dev.lifeboat.guard.vote;

import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.VoterStatus;
import java.io.IOException;
import java.time.Duration;

/// Asks one voter for its vote. Thread-safe. Without an answer in time each call throws: then the
/// vote may or may not have been granted, and it is safe to ask again.
public interface VoterClient {

  /// The same voter, with another deadline for each call.
  VoterClient within(Duration limit);

  VoteReply ask(VoteRequest request) throws IOException, InterruptedException;

  /// Ends a lease before its time; whoever calls vouches for the reason.
  VoteReply release(ReleaseRequest request) throws IOException, InterruptedException;

  /// Asks it to renew nothing below the request's epoch any more.
  VoterStatus withhold(VoteRequest request) throws IOException, InterruptedException;

  VoterStatus status(String workload) throws IOException, InterruptedException;
}
