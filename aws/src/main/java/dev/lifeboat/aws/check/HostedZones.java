package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.route.PublicZones;
import dev.lifeboat.provider.Concern.Weight;
import java.util.Optional;

/// The public zones of the account, read once. Thread-safe.
final class HostedZones {
  private Optional<PublicZones> zones = Optional.empty();

  /// The id of the zone that holds `name`; empty where there is none, or nobody answers, which is
  /// told to `look`.
  Optional<String> of(Look look, String name) throws InterruptedException {
    var all = all(look);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    var zone = all.get().holding(name).stream().findFirst();
    if (zone.isEmpty()) {
      look.findings()
          .add(
              look.missing(
                  Weight.OBSTACLE,
                  "no public hosted zone of the account holds " + name,
                  "nobody leads users to either region by that name",
                  "create the zone, or correct 'name' in the plan"));
    }
    return zone;
  }

  private synchronized Optional<PublicZones> all(Look look) throws InterruptedException {
    if (zones.isEmpty()) {
      zones = look.ask(AwsApi.route53(), "which zone leads users", PublicZones::of);
    }
    return zones;
  }
}
