package dev.lifeboat.agent.vote;

import dev.lifeboat.agent.http.JsonClient;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.VoterStatus;
import java.io.IOException;
import java.time.Duration;

/// Asks one agent for its vote. Thread-safe. Without an answer in time it throws: then the vote may
/// or may not have been granted, and it is safe to ask again.
///
/// @param http to the agent
public record VoterClient(JsonClient http) {

  /// The same voter, with another deadline for each call.
  public VoterClient within(Duration limit) {
    return new VoterClient(http.within(limit));
  }

  public VoteReply ask(VoteRequest request) throws IOException, InterruptedException {
    return http.call("POST", "/votes/" + request.workload(), request, VoteReply.class);
  }

  /// Ends a lease before its time; whoever calls vouches for the reason.
  public VoteReply release(ReleaseRequest request) throws IOException, InterruptedException {
    return http.call(
        "POST", "/votes/" + request.lease().workload() + "/release", request, VoteReply.class);
  }

  /// Asks it to renew nothing below the request's epoch any more.
  public VoterStatus withhold(VoteRequest request) throws IOException, InterruptedException {
    return http.call(
        "POST", "/votes/" + request.workload() + "/withhold", request, VoterStatus.class);
  }

  public VoterStatus status(String workload) throws IOException, InterruptedException {
    return http.call("GET", "/votes/" + workload, null, VoterStatus.class);
  }
}
