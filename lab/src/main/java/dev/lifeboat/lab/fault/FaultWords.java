package dev.lifeboat.lab.fault;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.provider.Fault;
import java.util.Locale;

/// A fault as `lab break` and `lab heal` take it.
final class FaultWords {
  private FaultWords() {}

  static String of(Plan plan, Fault fault) {
    return switch (fault) {
      case Fault.RegionLost(var region) -> "region " + region;
      case Fault.RegionHung(var region) -> "hang " + region;
      case Fault.RegionSilent(var region) -> "region " + region + " --silent";
      case Fault.ResourceLost(var name, var region) -> resource(plan, name, region);
      case Fault.Crashed(var name, var region) -> resource(plan, name, region);
      case Fault.ZoneLost(var name, var region) -> resource(plan, name, region);
      case Fault.PostmasterLost(var name, var region) -> at("postmaster", name, region);
      case Fault.FrontDoorLost _ -> "front-door";
      case Fault.LinkCut(var a, var b) -> "link-cut %s %s".formatted(a, b);
      case Fault.LinkSlow(var a, var b, var span) ->
          "link-slow %s %s --latency %dms".formatted(a, b, span.toMillis());
    };
  }

  private static String resource(Plan plan, String name, String region) {
    return plan.resources(Resource.class).stream()
        .filter(it -> it.name().equals(name))
        .filter(it -> it instanceof Database || it instanceof Service || it instanceof Bucket)
        .findFirst()
        .map(it -> at(it.getClass().getSimpleName().toLowerCase(Locale.ROOT), name, region))
        .orElse("front-door");
  }

  private static String at(String kind, String name, String region) {
    return "%s %s --region %s".formatted(kind, name, region);
  }
}
