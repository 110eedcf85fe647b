package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.AwsSite;
import java.util.List;

/// Where one region of the plan runs a service.
///
/// @param awsRegion such as `us-west-2`
/// @param cluster its name or ARN
/// @param service its name
/// @param secrets of this region whose version labelled [EcsBinding#BOUND] the task definition
///   names, each with a version labelled by every region of the plan; none if the service uses no
///   store
public record EcsSite(String awsRegion, String cluster, String service, List<String> secrets)
    implements AwsSite {
  public EcsSite {
    secrets = List.copyOf(secrets);
  }
}
