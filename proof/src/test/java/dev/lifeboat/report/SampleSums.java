package dev.lifeboat.report;

import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.measure.Distribution;
import dev.lifeboat.runbook.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// The sums of a campaign of 60 worlds, of which half lost writes.
final class SampleSums {
  private SampleSums() {}

  static CampaignSums of() {
    var times = LongStream.rangeClosed(1, 60).mapToObj(Duration::ofSeconds).toList();
    return new CampaignSums(
        60,
        0,
        List.of(),
        new TreeMap<>(Map.of(Mode.FAILOVER, 60)),
        new TreeMap<>(Map.of("done", 60)),
        Distribution.of(times),
        Distribution.of(times.subList(0, 30)));
  }
}
