package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.ecs.EndpointParameter;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.Parameter;

/// Looks whether the parameters of a service tell the address of the database beside its tasks.
/// What other parameters hold nobody asks.
///
/// @param databases by their names in the plan
/// @param region of the plan
/// @param lenient whether what is found is missed afterwards alone
record EndpointLook(
    Map<String, RegionSites<RdsSite>> databases, String region, EcsSite site, boolean lenient) {

  /// In each region of `service`.
  ///
  /// @param target the region that would take over
  static List<EndpointLook> of(
      Map<String, RegionSites<RdsSite>> databases, RegionSites<EcsSite> service, String target) {
    return service.byRegion().entrySet().stream()
        .map(it ->
            new EndpointLook(databases, it.getKey(), it.getValue(), !it.getKey().equals(target)))
        .toList();
  }

  void look(Look given) throws InterruptedException {
    var look = lenient ? given.leniently() : given;
    for (var endpoint : site.endpoints()) {
      look(look, endpoint);
    }
  }

  private void look(Look look, EcsSite.Endpoint endpoint) throws InterruptedException {
    var name = endpoint.parameter();
    var there =
        look.ask(
            AwsApi.parameters(),
            "what the parameter %s says".formatted(name),
            it -> it.getParameters(of -> of.names(name)).parameters().stream().findFirst());
    if (there.isPresent()) {
      judge(look, endpoint, there.get());
    }
  }

  private void judge(Look look, EcsSite.Endpoint endpoint, Optional<Parameter> there)
      throws InterruptedException {
    var fault = there.flatMap(it -> EndpointParameter.fault(it, site.awsRegion()));
    if (fault.isPresent()) {
      look.obstacle(fault.get());
      return;
    }
    var address = address(look, endpoint.database());
    if (there.isEmpty()) {
      look.obstacle(
          Code.LB7010,
          "%s has no parameter '%s' with the address of %s"
              .formatted(site.awsRegion(), endpoint.parameter(), endpoint.database()),
          "no task that names it starts there",
          put(endpoint, address.orElse("…"), ""));
    } else if (address.isPresent() && !address.get().equals(there.get().value())) {
      look.warn(
          "parameter %s in %s says %s, and %s there is at %s"
              .formatted(
                  endpoint.parameter(),
                  site.awsRegion(),
                  there.get().value(),
                  endpoint.database(),
                  address.get()),
          "tasks there use other stores than those beside them; a move would write it and start"
              + " them anew first, and so take longer",
          put(endpoint, address.get(), " --overwrite"));
    } else {
      new StaleTasksLook(site)
          .look(look, "parameter " + endpoint.parameter(), there.get().lastModifiedDate());
    }
  }

  /// Empty while RDS tells none, which the database's own steps say.
  private Optional<String> address(Look look, String database) throws InterruptedException {
    var sites = Objects.requireNonNull(databases.get(database), database);
    try {
      return new RdsInstances(look.clients(), sites)
          .present(region)
          .flatMap(EndpointParameter::address);
    } catch (ProblemException failed) {
      look.tell("the address of " + database, failed);
      return Optional.empty();
    }
  }

  private String put(EcsSite.Endpoint endpoint, String address, String how) {
    return "aws ssm put-parameter --region %s --name %s --type String --value %s%s"
        .formatted(site.awsRegion(), endpoint.parameter(), address, how);
  }
}
