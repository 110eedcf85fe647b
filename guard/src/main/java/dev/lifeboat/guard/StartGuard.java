package dev.lifeboat.guard;

import dev.lifeboat.wire.JsonClient;
import dev.lifeboat.wire.NoAnswer;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the arbiter, afresh each time, whether a workload may be written in this region.
/// Thread-safe.
public final class StartGuard {
  /// The arbiter is one hop away, but the first request of a cold JVM on a busy machine takes most
  /// of a second; and a start that gives up too early costs a timeline.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Duration ASK_AGAIN = Duration.ofMillis(20);

  private final String region;
  private final Optional<JsonClient> arbiter;

  /// A guard for one region.
  ///
  /// @param arbiter null if there is none: then nothing is ever confirmed
  public StartGuard(String region, @Nullable URI arbiter) {
    this.region = region;
    this.arbiter = Optional.ofNullable(arbiter).map(address -> new JsonClient(address, LIMIT));
  }

  /// What the placement says of writing `workload` here under `epoch`; waits 2 s at most.
  public LeaseVerdict check(String workload, long epoch) throws InterruptedException {
    if (arbiter.isEmpty()) {
      return new LeaseVerdict.Silent("no arbiter is configured");
    }
    try {
      return judge(ask(arbiter.get(), workload), workload, epoch);
    } catch (IOException failure) {
      return new LeaseVerdict.Silent("arbiter: " + failure.getMessage());
    }
  }

  /// Within the limit a refusal is no answer yet: where a whole region starts, the link by which
  /// the arbiter is asked starts too.
  private static WriterPlacement ask(JsonClient arbiter, String workload)
      throws IOException, InterruptedException {
    return new Wait(LIMIT, ASK_AGAIN)
        .answer(
            () -> arbiter.call("GET", "/placements/" + workload, null, WriterPlacement.class),
            NoAnswer::refused);
  }

  private LeaseVerdict judge(WriterPlacement placement, String workload, long epoch) {
    if (!workload.equals(placement.workload())) {
      return new LeaseVerdict.Silent("the arbiter answered for workload " + placement.workload());
    }
    if (!region.equals(placement.writer()) || placement.epoch() != epoch) {
      return new LeaseVerdict.Contradicted(
          "the placement of %s says writer %s, epoch %d; here it would be %s, epoch %d"
              .formatted(workload, placement.writer(), placement.epoch(), region, epoch),
          placement.epoch(),
          !region.equals(placement.writer()));
    }
    return new LeaseVerdict.Confirmed();
  }
}
