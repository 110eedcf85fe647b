package dev.lifeboat.aws.guard;

import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.plan.Copies;
import dev.lifeboat.plan.RegionPair;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tables of votes of a plan: one in each of its two regions, one where the arbiter is.
///
/// @param voters by the name of their region in the plan, the arbiter's among them; one object each
///   for as long as they are asked
public record VoteTables(RegionPair regions, Map<String, ? extends VoterClient> voters)
    implements Voters {

  /// DynamoDB answers within milliseconds, from another continent within some hundred.
  private static final Duration ANSWER = Duration.ofSeconds(2);

  public VoteTables {
    voters = Copies.ordered(voters);
  }

  @Override
  public Map<String, VoterClient> outside(String region) {
    var outside = new LinkedHashMap<String, VoterClient>();
    voters.forEach((name, voter) -> {
      if (!name.equals(region)) {
        outside.put(name, voter.within(ANSWER));
      }
    });
    return outside;
  }

  @Override
  public String otherThan(String region) {
    return regions.otherThan(region);
  }
}
