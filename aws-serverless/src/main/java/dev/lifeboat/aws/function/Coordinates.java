package dev.lifeboat.aws.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.DBInstance;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What somebody who recovers a workload by hand has to know: where its writer is, under which
/// epoch, and what stands in the recovery region. The same text while nothing changes.
record Coordinates(AwsClients clients, Plan plan) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The text.
  ///
  /// @param targetGroups ARNs, by the names of their services
  @JsonPropertyOrder({
    "epoch",
    "writer",
    "writerRegion",
    "recoveryRegion",
    "databases",
    "targetGroups"
  })
  private record Text(
      long epoch,
      String writer,
      String writerRegion,
      String recoveryRegion,
      SortedMap<String, Instance> databases,
      SortedMap<String, String> targetGroups) {}

  /// A database.
  ///
  /// @param endpoint empty while RDS makes the instance
  @JsonPropertyOrder({"instance", "endpoint"})
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Instance(String instance, Optional<String> endpoint) {}

  /// As JSON.
  ///
  /// @throws ProblemException when the recovery region does not tell; then nothing is to be written
  String of(Workload workload, Placement placed) throws ProblemException, InterruptedException {
    var recovery = plan.recovery().name();
    var sites = AwsSites.of(plan, workload);
    var databases = new TreeMap<String, Instance>();
    for (var database : sites.databases().values()) {
      databases.put(database.resource(), instance(database.in(recovery)));
    }
    var targets = new TreeMap<String, String>();
    sites.targets().forEach((service, of) -> targets.put(service, of.in(recovery).targetGroup()));
    return JSON.writeValueAsString(
        new Text(
            placed.epoch(),
            placed.writer(),
            awsRegion(placed.writer()),
            awsRegion(recovery),
            databases,
            targets));
  }

  private String awsRegion(String region) {
    return Optional.ofNullable(plan.regions().get(region)).map(AwsRegion::nameOf).orElse(region);
  }

  private Instance instance(RdsSite site) throws ProblemException, InterruptedException {
    var found =
        clients
            .at(AwsApi.rds(), site.awsRegion(), "the parameter was left as it is")
            .make(rds -> rds.describeDBInstances(it -> it.dbInstanceIdentifier(site.instance())))
            .dbInstances();
    return new Instance(
        site.instance(),
        found.stream()
            .findFirst()
            .map(DBInstance::endpoint)
            .map(it -> "%s:%d".formatted(it.address(), it.port())));
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
