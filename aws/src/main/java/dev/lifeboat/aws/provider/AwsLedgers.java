package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.drill.OldSideWrites;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Ledgers;
import java.util.List;

/// Ledgers of one workload.
record AwsLedgers(OldSideWrites alone, Workload workload, RegionPair regions) implements Ledgers {
  @Override
  public Ledger of(String region, String run, Epochs epochs) throws InterruptedException {
    return alone.of(workload, region, regions.otherThan(region), run, epochs);
  }

  @Override
  public List<String> kept(Ledger ledger, Epochs epochs) throws InterruptedException {
    return alone.mark(ledger, epochs);
  }
}
