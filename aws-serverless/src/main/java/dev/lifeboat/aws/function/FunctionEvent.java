package dev.lifeboat.aws.function;

import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.aws.keys.AwsWatch;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What an event asks of a plan. What a schedule adds by itself is passed over.
record FunctionEvent(Plan plan, Map<String, Object> event) {

  /// The workload that is named, or the plan's only one.
  ///
  /// @throws ProblemException LB2009 when it is neither
  Workload workload() throws ProblemException {
    var named = event.get("workload");
    if (named == null && plan.workloads().size() == 1) {
      return plan.workloads().values().iterator().next();
    }
    return Optional.ofNullable(named)
        .map(it -> plan.workloads().get(it.toString()))
        .orElseThrow(() ->
            wrong(
                named == null
                    ? "the event names no workload, and the plan has several"
                    : "the plan has no workload '%s'".formatted(named),
                "name one of %s as \"workload\"".formatted(plan.workloads().keySet())));
  }

  /// Where the primary answers: the address that is named, or what the plan has a watch probe
  /// there, or the name that users come by, with the path at which its service says that it works.
  /// That path is asked and not the probe's own, which may need a database that takes writes.
  ///
  /// @throws ProblemException LB2009 when there is none
  URI address(Workload workload) throws ProblemException {
    var named = event.get("address");
    if (named != null) {
      return web(named.toString());
    }
    var probe = AwsWatch.said(workload, AwsWatch::probe, plan.primary().name());
    for (var traffic : workload.resources(Traffic.class)) {
      var entry = probe.or(() -> AwsTraffic.of(traffic).map(it -> "https://" + it.name()));
      if (entry.isPresent()) {
        return web(entry.get()).resolve(workload.resource(Service.class, traffic.to()).health());
      }
    }
    throw wrong(
        "'%s' has no name that users come by".formatted(workload.name()),
        "name what answers while it serves as \"address\"");
  }

  /// Whether `address` answers only while the primary's guard lets users write, as far as the plan
  /// says: at a service's `ready`, or at what a watch probes, unless the process answers there.
  static boolean isLent(Workload workload, URI address) {
    var services = workload.resources(Service.class);
    var path = address.getPath();
    if (services.stream().anyMatch(it -> it.health().equals(path))) {
      return false;
    }
    return services.stream().anyMatch(it -> it.ready().equals(path))
        || workload.resources(Traffic.class).stream()
            .flatMap(it -> AwsTraffic.of(it).flatMap(AwsTraffic::watch).stream())
            .map(AwsWatch::probe)
            .flatMap(it -> Stream.concat(it.everywhere().stream(), it.byRegion().values().stream()))
            .anyMatch(it -> path.equals(URI.create(it).getPath()));
  }

  private static URI web(String named) throws ProblemException {
    if (!named.matches("https?://[^/\\s]+(/\\S*)?")) {
      throw wrong("'%s' is no address".formatted(named), "write one such as https://lb.example/");
    }
    try {
      return URI.create(named);
    } catch (IllegalArgumentException malformed) {
      throw wrong(String.valueOf(malformed.getMessage()), "write one such as https://lb.example/")
          .problem()
          .asException(malformed);
    }
  }

  static ProblemException wrong(String what, String fix) {
    return ProblemException.lasting(
        Code.LB2009, what, "nothing was looked at and nothing changed", fix);
  }
}
