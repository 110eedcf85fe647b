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
import java.util.List;
import java.util.Optional;

/// Looks at a primary on AWS from all sides at once: the watch's own probes of its load balancer
/// and of its instances, what the guard in the other region says of the replica, an alarm there of
/// what users get, and the votes on its lease.
///
/// @param probe of the primary
/// @param http by which it is probed
/// @param writers of the primary, one a database
public record AwsViews(
    URI probe,
    HttpProbe http,
    List<WriterLook> writers,
    ReplicaView recovery,
    AlarmView clients,
    LeaseView lease)
    implements Views {

  /// Another continent answers within some hundred milliseconds, and an API that is repeated within
  /// a second or two.
  static final Duration SHORTEST = Duration.ofSeconds(3);

  public AwsViews {
    writers = List.copyOf(writers);
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
      var asked = new ArrayList<ParallelLooks.Look<WriterLook.Seen>>();
      for (var writer : writers) {
        asked.add(looks.begin(writer::look, writer.silent(noAnswer(patience))));
      }
      var checks = new ArrayList<CheckResult>();
      var probe = probed.found();
      checks.add(probe(probe));
      var restarting = Optional.<String>empty();
      for (var one : asked) {
        var seen = one.found();
        checks.add(seen.check());
        restarting = seen.restarting().isPresent() ? seen.restarting() : restarting;
      }
      var alarm = fromClients.found();
      return new Round(
          at,
          checks,
          restarting,
          fromRecovery.found(),
          alarm,
          ofLease.found(),
          users(probe, alarm));
    }
  }

  /// Out is whom neither the watch's own probe finds served nor the alarm.
  private Round.View users(ProbeResult probed, Round.View alarm) {
    return switch (probe(probed)) {
      case CheckResult.Passed(var what) -> new Round.View.Up(what + " is answered");
      case CheckResult.Refused(var what, var why) -> out(what + ": " + why, alarm);
      case CheckResult.Silent(var what, var why) -> out(what + ": " + why, alarm);
    };
  }

  private static Round.View out(String probed, Round.View alarm) {
    return alarm instanceof Round.View.Down
        ? new Round.View.Down(probed + "; " + alarm.text())
        : new Round.View.Unknown(probed + "; " + alarm.text());
  }

  private CheckResult probe(ProbeResult result) {
    var what = "probe " + probe;
    return switch (result) {
      case ProbeResult.Answered _ -> new CheckResult.Passed(what);
      case ProbeResult.Refused(var why) -> new CheckResult.Refused(what, why);
      case ProbeResult.Silent(var after) -> new CheckResult.Silent(what, noAnswer(after));
    };
  }

  private static String noAnswer(Duration after) {
    return "no answer in %d ms".formatted(after.toMillis());
  }
}
