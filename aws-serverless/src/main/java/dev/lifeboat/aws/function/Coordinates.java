package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.DBInstance;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What somebody who recovers a workload by hand has to know: where its writer is, under which
/// epoch, and what stands in the recovery region. The same text while nothing changes.
record Coordinates(AwsClients clients, Plan plan) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// As JSON.
  ///
  /// @throws ProblemException when the recovery region does not tell; then nothing is to be written
  String of(Workload workload, Placement placed) throws ProblemException, InterruptedException {
    var recovery = plan.recovery().name();
    var sites = AwsSites.of(plan, workload);
    var databases = new TreeMap<String, Object>();
    for (var database : sites.databases().entrySet()) {
      var site = Objects.requireNonNull(database.getValue().get(recovery), recovery);
      databases.put(database.getKey(), database(site));
    }
    var targets = new TreeMap<String, Object>();
    for (var target : sites.targets().entrySet()) {
      TargetSite site = Objects.requireNonNull(target.getValue().get(recovery), recovery);
      targets.put(target.getKey(), site.targetGroup());
    }
    var text = new LinkedHashMap<String, Object>();
    text.put("epoch", placed.epoch());
    text.put("writer", placed.writer());
    text.put("writerRegion", awsRegion(placed.writer()));
    text.put("recoveryRegion", awsRegion(recovery));
    text.put("databases", databases);
    text.put("targetGroups", targets);
    return JSON.writeValueAsString(text);
  }

  private String awsRegion(String region) {
    return Optional.ofNullable(plan.regions().get(region))
        .flatMap(AwsRegion::of)
        .map(AwsRegion::region)
        .orElse(region);
  }

  private Map<String, Object> database(RdsSite site) throws ProblemException, InterruptedException {
    var failure = new AwsFailure(site.awsRegion(), "RDS", "the parameter was left as it is");
    var found =
        RegionCall.make(
                failure,
                clients.rds(site.awsRegion()),
                rds -> rds.describeDBInstances(it -> it.dbInstanceIdentifier(site.instance())))
            .dbInstances();
    var told = new LinkedHashMap<String, Object>();
    told.put("instance", site.instance());
    found.stream()
        .findFirst()
        .flatMap(Coordinates::endpoint)
        .ifPresent(it -> told.put("endpoint", it));
    return told;
  }

  /// Empty while RDS makes the instance.
  private static Optional<String> endpoint(DBInstance instance) {
    return Optional.ofNullable(instance.endpoint())
        .map(it -> "%s:%d".formatted(it.address(), it.port()));
  }

  /// The epoch that such a text tells; empty when it is none.
  static OptionalLong epoch(String text) {
    try {
      var epoch = JSON.readTree(text).path("epoch");
      return epoch.isIntegralNumber() ? OptionalLong.of(epoch.asLong()) : OptionalLong.empty();
    } catch (JacksonException other) {
      return OptionalLong.empty();
    }
  }
}
