package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.provision.existing.AccountFind;
import dev.lifeboat.provision.existing.AccountItem;
import dev.lifeboat.provision.existing.UnusedKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/// An account with one service of ECS that bears the tag, whose databases and groups nobody may
/// see.
final class ExistingTagsTest {
  private static final String REGION = "eu-west-1";
  private static final String ARN = "arn:aws:ecs:eu-west-1:123456789012:";
  private static final AwsErrorDetails DENIED =
      AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build();

  private static final class Databases implements RdsClient {
    @Override
    public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
      throw (RdsException) RdsException.builder().awsErrorDetails(DENIED).statusCode(403).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class ScalingGroups implements AutoScalingClient {
    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
        DescribeAutoScalingGroupsRequest request) {
      throw (AutoScalingException)
          AutoScalingException.builder().awsErrorDetails(DENIED).statusCode(403).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /// One that ECS sizes, and one that it does not.
  private static final class OfACluster implements AutoScalingClient {
    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
        DescribeAutoScalingGroupsRequest request) {
      return DescribeAutoScalingGroupsResponse.builder()
          .autoScalingGroups(group("hosts", "app", "AmazonECSManaged"), group("web", "app"))
          .build();
    }

    private static AutoScalingGroup group(String name, String... keys) {
      var tags = Stream.of(keys).map(it -> TagDescription.builder().key(it).value("shop").build());
      return AutoScalingGroup.builder()
          .autoScalingGroupName(name)
          .autoScalingGroupARN(
              "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:autoScalingGroupName/"
                  + name)
          .tags(tags.toList())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class Objects implements S3Client {
    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest request) {
      return ListBucketsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class Balancing implements ElasticLoadBalancingV2Client {
    @Override
    public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
      return DescribeTargetGroupsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /// Its service is so old that its ARN has no cluster.
  private static final class Containers implements EcsClient {
    @Override
    public ListClustersResponse listClusters(ListClustersRequest request) {
      return ListClustersResponse.builder().clusterArns(ARN + "cluster/lamp").build();
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
      return ListServicesResponse.builder().serviceArns(ARN + "service/web").build();
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
      var tag = Tag.builder().key("app").value("shop").build();
      return DescribeServicesResponse.builder()
          .services(
              request.services().stream()
                  .map(it -> Service.builder().serviceArn(it).tags(tag).build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static AccountFind found(AutoScalingClient groups) throws Exception {
    List<SdkClient> all =
        List.of(new Databases(), groups, new Objects(), new Balancing(), new Containers());
    var clients =
        new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
            .with((kind, _) -> all.stream().filter(kind::isInstance).findFirst());
    return new ExistingTags(clients, "app", "shop").things(List.of(REGION));
  }

  /// A group whose size ECS manages runs tasks of services that are found by themselves.
  @Test
  void the_capacity_of_a_cluster_is_no_second_service() throws Exception {
    var found = found(new OfACluster());

    assertThat(found.things()).extracting(AccountItem::id).containsExactly("lamp/web", "web");
    assertThat(found.unknown())
        .anyMatch(it -> it.key().equals("hosts") && it.why().contains("cluster of ECS"));
  }

  @Test
  void what_one_service_denies_is_told_and_the_others_are_read() throws Exception {
    var found = found(new ScalingGroups());

    assertThat(found.things()).extracting(AccountItem::id).containsExactly("lamp/web");
    assertThat(found.unknown())
        .extracting(UnusedKey::key)
        .containsExactly(
            "RDS in eu-west-1", "Auto Scaling in eu-west-1", "what other services have");
    assertThat(found.unknown().getFirst().why()).contains("denies a call");
  }
}
