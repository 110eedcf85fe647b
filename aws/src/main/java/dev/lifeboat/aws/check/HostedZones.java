package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.provider.Concern.Weight;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.HostedZone;

/// The public zones of the account, read once. Thread-safe.
final class HostedZones {
  private Optional<List<HostedZone>> zones = Optional.empty();

  /// The id of the zone that holds `name`; empty where there is none, or nobody answers, which is
  /// told to `look`.
  Optional<String> of(Look look, String name) throws InterruptedException {
    var all = all(look);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    var zone =
        all.get().stream()
            .filter(it -> (name + ".").equals(it.name()) || (name + ".").endsWith("." + it.name()))
            .max(Comparator.comparingInt(it -> it.name().length()))
            .map(HostedZone::id);
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

  private synchronized Optional<List<HostedZone>> all(Look look) throws InterruptedException {
    if (zones.isEmpty()) {
      zones =
          look.ask(
              AwsApi.route53(),
              "which zone leads users",
              it ->
                  it.listHostedZonesPaginator().hostedZones().stream()
                      .filter(zone -> !Boolean.TRUE.equals(zone.config().privateZone()))
                      .toList());
    }
    return zones;
  }
}
