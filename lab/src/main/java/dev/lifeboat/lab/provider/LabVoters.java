package dev.lifeboat.lab.provider;

import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.guard.vote.Voters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The agents of the lab, each of which votes.
public record LabVoters(LabClients clients) implements Voters {
  private static final Duration VOTE = Duration.ofMillis(500);

  @Override
  public Map<String, VoterClient> outside(String region) {
    var voters = new LinkedHashMap<String, VoterClient>();
    for (var name : List.of(clients.topology().edge().name(), otherThan(region))) {
      voters.put(name, clients.agent(name).votes().within(VOTE));
    }
    return voters;
  }

  @Override
  public String otherThan(String region) {
    return clients.topology().peerOf(region).name();
  }
}
