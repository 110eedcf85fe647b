package dev.lifeboat.guard.vote;

import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.wire.JsonClient;
import java.io.IOException;
import java.time.Duration;

/// Asks an agent for its vote.
///
/// @param http to the agent
public record HttpVoterClient(JsonClient http) implements VoterClient {

  @Override
  public VoterClient within(Duration limit) {
    return new HttpVoterClient(http.within(limit));
  }

  @Override
  public VoteReply ask(VoteRequest request) throws IOException, InterruptedException {
    return http.call("POST", "/votes/" + request.workload(), request, VoteReply.class);
  }

  @Override
  public VoteReply release(ReleaseRequest request) throws IOException, InterruptedException {
    return http.call(
        "POST", "/votes/" + request.lease().workload() + "/release", request, VoteReply.class);
  }

  @Override
  public VoterStatus withhold(VoteRequest request) throws IOException, InterruptedException {
    return http.call(
        "POST", "/votes/" + request.workload() + "/withhold", request, VoterStatus.class);
  }

  @Override
  public VoterStatus status(String workload) throws IOException, InterruptedException {
    return http.call("GET", "/votes/" + workload, null, VoterStatus.class);
  }
}
