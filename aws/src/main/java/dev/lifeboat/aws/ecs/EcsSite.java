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
/// @param endpoints parameters of this region that tell the tasks addresses of databases
public record EcsSite(
    String awsRegion,
    String cluster,
    String service,
    List<String> secrets,
    List<Endpoint> endpoints)
    implements AwsSite {
  /// A parameter with the address of a database.
  ///
  /// @param parameter its name
  /// @param database as the plan names it
  public record Endpoint(String parameter, String database) {}

  public EcsSite {
    secrets = List.copyOf(secrets);
    endpoints = List.copyOf(endpoints);
  }

  /// One that no parameter tells anything.
  public EcsSite(String awsRegion, String cluster, String service, List<String> secrets) {
    this(awsRegion, cluster, service, secrets, List.of());
  }

  /// Whether anything tells its tasks whose stores they use.
  public boolean isTold() {
    return !secrets.isEmpty() || !endpoints.isEmpty();
  }

  /// As its ARN ends and scaling names it, such as `shop/web`.
  public String path() {
    return path(cluster, service);
  }

  /// The same of any service.
  ///
  /// @param cluster its name or ARN
  public static String path(String cluster, String service) {
    return name(cluster) + "/" + service;
  }

  /// As Application Auto Scaling names a service.
  ///
  /// @param cluster its name or ARN
  public static String scaled(String cluster, String service) {
    return "service/" + path(cluster, service);
  }

  /// The cluster's name, also where a plan has its ARN.
  public String clusterName() {
    return name(cluster);
  }

  private static String name(String cluster) {
    return cluster.substring(cluster.lastIndexOf('/') + 1);
  }
}
