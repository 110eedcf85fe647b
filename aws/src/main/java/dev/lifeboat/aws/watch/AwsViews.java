package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.rds.WriterLook;
import dev.lifeboat.guard.view.LeaseView;
import dev.lifeboat.guard.view.ProbeCheck;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import dev.lifeboat.wire.HttpProbe;
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
    var looks = new ParallelLooks(patience);
    var fromRecovery = looks.<Round.View>add(recovery::look, Round.View.Unknown::new);
    var fromClients = looks.<Round.View>add(clients::look, Round.View.Unknown::new);
    var ofLease = looks.<Round.View>add(lease::look, Round.View.Unknown::new);
    var what = "probe " + probe;
    var probed =
        looks.<CheckResult>add(
            () -> ProbeCheck.of(what, http.probe(probe, patience)),
            why -> new CheckResult.Silent(what, why));
    var asked =
        writers.stream().map(it -> looks.<WriterLook.Seen>add(it::look, it::silent)).toList();
    looks.take();
    var checks = new ArrayList<CheckResult>();
    checks.add(probed.get());
    var restarting = Optional.<String>empty();
    for (var one : asked) {
      var seen = one.get();
      checks.add(seen.check());
      restarting = seen.restarting().isPresent() ? seen.restarting() : restarting;
    }
    var alarm = fromClients.get();
    return new Round(
        at,
        checks,
        restarting,
        fromRecovery.get(),
        alarm,
        ofLease.get(),
        users(checks.getFirst().view(), alarm));
  }

  /// Out is whom neither the watch's own probe finds served nor the alarm.
  private static Round.View users(Round.View probed, Round.View alarm) {
    if (!(probed instanceof Round.View.Down(var detail))) {
      return probed;
    }
    var both = detail + "; " + alarm.text();
    return alarm instanceof Round.View.Down
        ? new Round.View.Down(both)
        : new Round.View.Unknown(both);
  }
}
