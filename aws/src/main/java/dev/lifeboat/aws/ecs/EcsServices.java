package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Finds the service of a plan in a region of ECS. Thread-safe.
///
/// @param sites of each region of the plan that may run it
public record EcsServices(AwsClients clients, RegionSites<EcsSite> sites) {
  /// The service as it is now.
  ///
  /// @throws ProblemException LB7005 when there is none, or none that is active
  Service required(String region) throws ProblemException, InterruptedException {
    var site = sites.in(region);
    var look = EcsStatus.look(site).fill(DescribeServicesRequest.builder()).build();
    var found = call(region, ecs -> ecs.describeServices(look));
    return found.services().stream()
        .filter(EcsStatus.ACTIVE::test)
        .findFirst()
        .orElseThrow(() -> missing(site));
  }

  private ProblemException missing(EcsSite site) {
    return ProblemException.lasting(
        Code.LB7005,
        "%s has no active service '%s' in the cluster '%s' for %s"
            .formatted(site.awsRegion(), site.service(), site.cluster(), sites.resource()),
        "nothing runs there and nothing can be asked to; nothing was changed",
        "create the service in %s, or correct its name, cluster and region in the plan"
            .formatted(site.awsRegion()));
  }

  /// Makes a call of ECS in `region`; what fails is told with the region's name.
  <T> T call(String region, RegionCall.Of<EcsClient, T> call)
      throws ProblemException, InterruptedException {
    return clients.at(AwsApi.ecs(), sites.in(region).awsRegion(), means()).make(call);
  }

  /// Makes a call of Secrets Manager in `region`.
  <T> T secrets(String region, RegionCall.Of<SecretsManagerClient, T> call)
      throws ProblemException, InterruptedException {
    return clients.at(AwsApi.secrets(), sites.in(region).awsRegion(), means()).make(call);
  }

  private String means() {
    return AwsFailure.lookedAtBeforeRepeated(sites.resource());
  }
}
