package dev.lifeboat.guard;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Asks the arbiter, afresh each time, whether a workload may be written in this region.
/// Thread-safe.
public final class StartGuard {
  /// The arbiter is one hop away, but the first request of a cold JVM on a busy machine takes most
  /// of a second; and a start that gives up too early costs a timeline.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final long LARGEST_PLACEMENT = 1 << 16;

  private static final Duration ASK_AGAIN = Duration.ofMillis(20);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final String region;
  private final @Nullable URI arbiter;

  /// A guard for one region.
  ///
  /// @param arbiter null if there is none: then nothing is ever confirmed
  public StartGuard(String region, @Nullable URI arbiter) {
    this.region = region;
    this.arbiter = arbiter;
  }

  /// What the placement says of writing `workload` here under `epoch`; waits 2 s at most.
  public LeaseVerdict check(String workload, long epoch) throws InterruptedException {
    var address = Optional.ofNullable(arbiter).map(base -> base.resolve("/placements/" + workload));
    if (address.isEmpty()) {
      return new LeaseVerdict.Silent("no arbiter is configured");
    }
    try {
      return judge(fetch(address.get()), workload, epoch);
    } catch (IOException | JacksonException failure) {
      var message = failure.getMessage();
      return new LeaseVerdict.Silent(
          "arbiter "
              + address.get()
              + ": "
              + (message == null ? failure.getClass().getSimpleName() : message));
    }
  }

  /// Within the limit a refusal is no answer yet: where a whole region starts, the link by which
  /// the arbiter is asked starts too.
  private WriterPlacement fetch(URI address) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return ask(address);
      } catch (ConnectException refused) {
        if (System.nanoTime() - end >= 0) {
          throw refused;
        }
        Thread.sleep(ASK_AGAIN);
      }
    }
  }

  private WriterPlacement ask(URI address) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).timeout(LIMIT).GET().build();
    var answer =
        client.send(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_PLACEMENT));
    if (answer.statusCode() != 200) {
      throw new IOException("answered with status " + answer.statusCode());
    }
    return JSON.readValue(answer.body(), WriterPlacement.class);
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
