package dev.lifeboat.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// An API of AWS that is asked for something. Each is made by a method and is no constant: a
/// function of Lambda has not the clients of all of them.
///
/// @param name as people know it
/// @param kind of its client
/// @param plane what its calls are
/// @param builder of a client
public record AwsApi<C extends SdkClient>(
    String name, Class<C> kind, Plane plane, Builder<C> builder) {

  /// What the calls of a service are, by which they are repeated.
  enum Plane {
    /// They change or describe what there is.
    CONTROL,

    /// The same, of what is AWS's as a whole and is in no region of a plan.
    GLOBAL,

    /// They are votes or routes, each of which must get through soon.
    DATA
  }

  /// Begins a client.
  interface Builder<C> {
    /// A client that is not configured yet.
    ///
    /// @param emulated whether one address stands for all of AWS
    AwsClientBuilder<?, C> by(SdkHttpClient http, boolean emulated);
  }

  /// A service whose calls are those of a control plane.
  public static <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      AwsApi<C> control(String name, Class<C> kind, Supplier<B> builder) {
    return of(name, kind, Plane.CONTROL, builder);
  }

  private static <
          C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      AwsApi<C> of(String name, Class<C> kind, Plane plane, Supplier<B> builder) {
    return new AwsApi<>(name, kind, plane, (http, _) -> builder.get().httpClient(http));
  }

  /// Certificate Manager.
  public static AwsApi<AcmClient> acm() {
    return control("ACM", AcmClient.class, AcmClient::builder);
  }

  /// Application Auto Scaling, which scales services of ECS.
  public static AwsApi<ApplicationAutoScalingClient> appScaling() {
    return control(
        "Application Auto Scaling",
        ApplicationAutoScalingClient.class,
        ApplicationAutoScalingClient::builder);
  }

  /// EC2 Auto Scaling.
  public static AwsApi<AutoScalingClient> autoScaling() {
    return control("Auto Scaling", AutoScalingClient.class, AutoScalingClient::builder);
  }

  /// CloudWatch.
  public static AwsApi<CloudWatchClient> cloudWatch() {
    return control("CloudWatch", CloudWatchClient.class, CloudWatchClient::builder);
  }

  /// DynamoDB.
  public static AwsApi<DynamoDbClient> dynamo() {
    return of("DynamoDB", DynamoDbClient.class, Plane.DATA, DynamoDbClient::builder);
  }

  /// EC2.
  public static AwsApi<Ec2Client> ec2() {
    return control("EC2", Ec2Client.class, Ec2Client::builder);
  }

  /// ECR.
  public static AwsApi<EcrClient> ecr() {
    return control("ECR", EcrClient.class, EcrClient::builder);
  }

  /// ECS.
  public static AwsApi<EcsClient> ecs() {
    return control("ECS", EcsClient.class, EcsClient::builder);
  }

  /// Elastic Load Balancing.
  public static AwsApi<ElasticLoadBalancingV2Client> balancing() {
    return control(
        "Elastic Load Balancing",
        ElasticLoadBalancingV2Client.class,
        ElasticLoadBalancingV2Client::builder);
  }

  /// The control plane of Global Accelerator, which is in [AwsClients#ACCELERATORS] alone.
  public static AwsApi<GlobalAcceleratorClient> accelerators() {
    return of(
        "Global Accelerator",
        GlobalAcceleratorClient.class,
        Plane.GLOBAL,
        GlobalAcceleratorClient::builder);
  }

  /// KMS.
  public static AwsApi<KmsClient> kms() {
    return control("KMS", KmsClient.class, KmsClient::builder);
  }

  /// Systems Manager.
  public static AwsApi<SsmClient> parameters() {
    return control("Systems Manager", SsmClient.class, SsmClient::builder);
  }

  /// Service Quotas.
  public static AwsApi<ServiceQuotasClient> quotas() {
    return control("Service Quotas", ServiceQuotasClient.class, ServiceQuotasClient::builder);
  }

  /// RDS.
  public static AwsApi<RdsClient> rds() {
    return control("RDS", RdsClient.class, RdsClient::builder);
  }

  /// Route 53, whose control plane is in one region for all the world. No recovery asks it.
  public static AwsApi<Route53Client> route53() {
    return of("Route 53", Route53Client.class, Plane.GLOBAL, Route53Client::builder);
  }

  /// S3.
  public static AwsApi<S3Client> s3() {
    return new AwsApi<>(
        "S3",
        S3Client.class,
        Plane.DATA,
        (http, emulated) -> S3Client.builder().forcePathStyle(emulated).httpClient(http));
  }

  /// Secrets Manager.
  public static AwsApi<SecretsManagerClient> secrets() {
    return control("Secrets Manager", SecretsManagerClient.class, SecretsManagerClient::builder);
  }
}
