package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.provider.PromotionReadiness;
import java.time.InstantSource;

/// What promotions of the tests' workload `shop` pass.
public final class Gates {
  private Gates() {}

  public static PromotionGate of(DynamoPlacements placements, PresentClaim claim) {
    return new PromotionGate(
        new PromotionReadiness(placements, "shop"),
        claim,
        placements.records("shop"),
        new RegionPair("east", "west"),
        InstantSource.system());
  }
}
