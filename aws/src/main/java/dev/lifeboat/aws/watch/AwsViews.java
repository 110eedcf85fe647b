package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.rds.WriterLook;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ParallelLooks;
import dev.lifeboat.wire.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
    try (var looks = new ParallelLooks(patience)) {
      var none = new Round.View.Unknown("no answer in time");
      var fromRecovery = looks.<Round.View>begin(recovery::look, none);
      var fromClients = looks.<Round.View>begin(clients::look, none);
      var ofLease = looks.<Round.View>begin(lease::look, none);
      var probed =
          looks.<ProbeResult>begin(
              () -> http.probe(probe, patience), new ProbeResult.Silent(patience));
      var silent = new WriterLook.Silent("no answer in %d ms".formatted(patience.toMillis()));
      var asked = new LinkedHashMap<String, ParallelLooks.Look<WriterLook.Seen>>();
      writers.forEach((database, writer) -> asked.put(database, looks.begin(writer::look, silent)));
      var checks = new ArrayList<CheckResult>();
      checks.add(probe(probed.found()));
      var restarting = Optional.<String>empty();
      for (var one : asked.entrySet()) {
        var seen = one.getValue().found();
        checks.add(check("rds " + one.getKey(), seen));
        if (seen instanceof WriterLook.Restarting(var words)) {
          restarting = Optional.of(words);
        }
      }
      return new Round(
          at, checks, restarting, fromRecovery.found(), fromClients.found(), ofLease.found());
    }
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
}
