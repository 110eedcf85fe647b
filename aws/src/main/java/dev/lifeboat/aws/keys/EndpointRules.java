package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import java.util.Collection;

/// Conditions on a workload on AWS whose services learn addresses of databases from parameters.
final class EndpointRules {
  private EndpointRules() {}

  /// Tells of a parameter that nobody would be started anew for.
  static void check(PlanValue workload, Collection<Resource> resources) {
    for (var resource : resources) {
      if (resource instanceof Database database
          && AwsDatabase.tellsItsAddress(database)
          && resources.stream().noneMatch(it -> reads(it, database))) {
        workload.wrongAtKey(
            "tells the address of '%s' by a parameter, and no service on ECS uses it"
                .formatted(database.name()),
            "write the database among the 'uses' of a service that has a 'cluster', or leave"
                + " 'endpointParameter' out");
      }
    }
  }

  private static boolean reads(Resource resource, Database database) {
    return resource instanceof Service service
        && service.uses().contains(database.name())
        && AwsService.of(service).filter(it -> it.cluster().isPresent()).isPresent();
  }
}
