package dev.lifeboat.guard.vote;

import dev.lifeboat.lease.Vote;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The three voters of a plan, as a region that is to be fenced stands to them.
public interface Voters {

  /// The two outside `region`, by name, each of which answers within a moment or not at all.
  Map<String, VoterClient> outside(String region);

  /// For whom each of these two votes in a workload; empty for nobody.
  ///
  /// @throws SilentVoterException for the first that does not answer
  default Map<String, Optional<Vote>> votes(String region, String workload)
      throws SilentVoterException, InterruptedException {
    var votes = new LinkedHashMap<String, Optional<Vote>>();
    for (var voter : outside(region).entrySet()) {
      try {
        votes.put(voter.getKey(), voter.getValue().status(workload).vote());
      } catch (IOException silent) {
        throw new SilentVoterException(voter.getKey(), silent);
      }
    }
    return votes;
  }

  /// The other region that may hold the writer.
  String otherThan(String region);
}
