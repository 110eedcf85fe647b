package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.rds.WriterLook;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks at a primary on AWS from all sides at once: the watch's own probes of its load balancer
/// and of its instances, what the guard in the other region says of the replica, an alarm there of
/// what users get, and the votes on its lease.
///
/// @param probe of the primary
/// @param http by which it is probed
/// @param writers of the primary, by the names of their databases
public record AwsViews(
    URI probe,
    HttpProbe http,
    Map<String, WriterLook> writers,
    ReplicaView recovery,
    AlarmView clients,
    LeaseView lease)
    implements Views {

  /// Another continent answers within some hundred milliseconds, and an API that is repeated within
  /// a second or two.
  static final Duration SHORTEST = Duration.ofSeconds(3);

  public AwsViews {
    writers = Collections.unmodifiableMap(new LinkedHashMap<>(writers));
  }

  @Override
  public Round look(Instant at, Duration deadline) throws InterruptedException {
    var patience = deadline.compareTo(SHORTEST) < 0 ? SHORTEST : deadline;
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      return look(threads, at, patience);
    } finally {
      // What still hangs is interrupted and must not hold the round up.
      threads.shutdownNow();
    }
  }

  private Round look(ExecutorService threads, Instant at, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    var fromRecovery = threads.submit(recovery::look);
    var fromClients = threads.submit(clients::look);
    var ofLease = threads.submit(lease::look);
    var probed = threads.submit(() -> http.probe(probe, patience));
    var asked = new LinkedHashMap<String, Future<WriterLook.Seen>>();
    writers.forEach((database, writer) -> asked.put(database, threads.submit(writer::look)));
    var checks = new ArrayList<CheckResult>();
    checks.add(probe(orElse(probed, end, new ProbeResult.Silent(patience))));
    var restarting = Optional.<String>empty();
    for (var one : asked.entrySet()) {
      var silent = new WriterLook.Silent("no answer in %d ms".formatted(patience.toMillis()));
      var seen = orElse(one.getValue(), end, silent);
      checks.add(check("rds " + one.getKey(), seen));
      if (seen instanceof WriterLook.Restarting(var words)) {
        restarting = Optional.of(words);
      }
    }
    var none = new Round.View.Unknown("no answer in time");
    return new Round(
        at,
        checks,
        restarting,
        orElse(fromRecovery, end, none),
        orElse(fromClients, end, none),
        orElse(ofLease, end, none));
  }

  private CheckResult probe(ProbeResult result) {
    var what = "probe " + probe;
    return switch (result) {
      case ProbeResult.Answered _ -> new CheckResult.Passed(what);
      case ProbeResult.Refused(var why) -> new CheckResult.Refused(what, why);
      case ProbeResult.Silent(var after) ->
          new CheckResult.Silent(what, "no answer in %d ms".formatted(after.toMillis()));
    };
  }

  private static CheckResult check(String what, WriterLook.Seen seen) {
    return switch (seen) {
      case WriterLook.Available() -> new CheckResult.Passed(what);
      case WriterLook.Restarting(var words) -> new CheckResult.Refused(what, words);
      case WriterLook.Unavailable(var words) -> new CheckResult.Refused(what, words);
      case WriterLook.Silent(var why) -> new CheckResult.Silent(what, why);
    };
  }

  private static <T> T orElse(Future<? extends T> future, long end, T instead)
      throws InterruptedException {
    try {
      return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException none) {
      return instead;
    }
  }
}
