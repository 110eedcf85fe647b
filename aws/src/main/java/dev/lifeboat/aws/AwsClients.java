package dev.lifeboat.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.acm.AcmClient;
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
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// Clients of AWS, one a region and service, each made when it is first asked for. Thread-safe.
///
/// A region that hangs costs each call [#CALL], never more; one that refuses or throttles costs
/// less. Calls into one region wait for nothing of another.
public final class AwsClients implements AutoCloseable {
  /// How long a call takes at most, with all its attempts: some seconds, so that a step that needs
  /// a lost region says so long before its own deadline.
  public static final Duration CALL = Duration.ofSeconds(6);

  /// Where the control plane of Global Accelerator is, whatever regions its endpoints are in.
  public static final String ACCELERATORS = "us-west-2";

  /// A healthy region answers its control plane's calls in well under a second; an attempt that
  /// takes longer is worth more as a second attempt.
  private static final Duration ATTEMPT = Duration.ofMillis(2_500);

  private static final Duration CONNECT = Duration.ofSeconds(1);

  /// As many as fit into [#CALL] while a region answers quickly that it cannot.
  private static final int ATTEMPTS = 4;

  /// Well below what AWS allows an account in one region and service, so that people and other
  /// tools get through while a run is under way.
  private static final int CALLS_PER_SECOND = 20;

  private static final int BURST = 20;

  private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(50);
  private static final Duration LONGEST_BACKOFF = Duration.ofMillis(500);

  /// By which AWS's own trail tells calls that were made as a role.
  private static final String SESSION = "lifeboat";

  /// The region that the SDK knows for what is AWS's as a whole.
  private static final String GLOBAL = Region.AWS_GLOBAL.id();

  private record Key(Class<? extends SdkClient> kind, String region) {}

  /// Clients that stand in for those that ask AWS.
  public interface Others {
    /// Empty where AWS is to be asked.
    Optional<SdkClient> client(Class<? extends SdkClient> kind, String region);
  }

  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final AssumedRoles roles;
  private final Others others;
  private final SdkHttpClient http;
  private final Map<Key, SdkClient> made = new ConcurrentHashMap<>();
  private final Map<String, StsAssumeRoleCredentialsProvider> assumed = new ConcurrentHashMap<>();

  /// @param endpoint used for every service instead of AWS's own; empty for those, or for what the
  ///   usual variable `AWS_ENDPOINT_URL` says
  /// @param credentials asked before each call; it renews them by itself
  public AwsClients(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    this(endpoint, credentials, AssumedRoles.NONE, (_, _) -> Optional.empty());
  }

  private AwsClients(
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      AssumedRoles roles,
      Others others) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.roles = roles;
    this.others = others;
    this.http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT).build();
  }

  /// Clients of which some are others. They are closed by themselves.
  public AwsClients with(Others others) {
    return new AwsClients(endpoint, credentials, roles, others);
  }

  /// Clients whose calls are made as these roles. They are closed by themselves.
  public AwsClients as(AssumedRoles roles) {
    return new AwsClients(endpoint, credentials, roles, others);
  }

  /// DynamoDB in `region`, such as `eu-west-1`. Closed together with this object, as all clients.
  public DynamoDbClient dynamo(String region) {
    return client(DynamoDbClient.class, region, DynamoDbClient::builder, dataPlane());
  }

  /// CloudWatch in `region`.
  public CloudWatchClient cloudWatch(String region) {
    return client(CloudWatchClient.class, region, CloudWatchClient::builder, controlPlane());
  }

  /// RDS in `region`.
  public RdsClient rds(String region) {
    return client(RdsClient.class, region, RdsClient::builder, controlPlane());
  }

  /// ECS in `region`.
  public EcsClient ecs(String region) {
    return client(EcsClient.class, region, EcsClient::builder, controlPlane());
  }

  /// EC2 Auto Scaling in `region`.
  public AutoScalingClient autoScaling(String region) {
    return client(AutoScalingClient.class, region, AutoScalingClient::builder, controlPlane());
  }

  /// Elastic Load Balancing in `region`.
  public ElasticLoadBalancingV2Client loadBalancing(String region) {
    return client(
        ElasticLoadBalancingV2Client.class,
        region,
        ElasticLoadBalancingV2Client::builder,
        controlPlane());
  }

  /// Secrets Manager in `region`.
  public SecretsManagerClient secrets(String region) {
    return client(
        SecretsManagerClient.class, region, SecretsManagerClient::builder, controlPlane());
  }

  /// Systems Manager in `region`.
  public SsmClient parameters(String region) {
    return client(SsmClient.class, region, SsmClient::builder, controlPlane());
  }

  /// EC2 in `region`.
  public Ec2Client ec2(String region) {
    return client(Ec2Client.class, region, Ec2Client::builder, controlPlane());
  }

  /// ECR in `region`.
  public EcrClient ecr(String region) {
    return client(EcrClient.class, region, EcrClient::builder, controlPlane());
  }

  /// KMS in `region`.
  public KmsClient kms(String region) {
    return client(KmsClient.class, region, KmsClient::builder, controlPlane());
  }

  /// Certificate Manager in `region`.
  public AcmClient certificates(String region) {
    return client(AcmClient.class, region, AcmClient::builder, controlPlane());
  }

  /// Service Quotas in `region`.
  public ServiceQuotasClient quotas(String region) {
    return client(ServiceQuotasClient.class, region, ServiceQuotasClient::builder, controlPlane());
  }

  /// Route 53, whose control plane is in one region for all the world. No recovery asks it.
  public Route53Client route53() {
    return client(
        Route53Client.class, GLOBAL, roles.global(), Route53Client::builder, controlPlane());
  }

  /// The control plane of Global Accelerator, which is in [#ACCELERATORS] alone.
  public GlobalAcceleratorClient globalAccelerator() {
    return client(
        GlobalAcceleratorClient.class,
        ACCELERATORS,
        roles.global(),
        GlobalAcceleratorClient::builder,
        controlPlane());
  }

  /// S3 in `region`.
  public S3Client s3(String region) {
    return client(
        S3Client.class,
        region,
        () -> S3Client.builder().forcePathStyle(endpoint.isPresent()),
        dataPlane());
  }

  /// Any other service in `region`, for what is not asked for elsewhere. Closed as all clients.
  public <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C other(Class<C> kind, String region, Supplier<B> builder) {
    return client(kind, region, builder, controlPlane());
  }

  /// Of the default chain: variables, profiles, or the role of the machine.
  public static AwsClients ofThisMachine() {
    return new AwsClients(Optional.empty(), DefaultCredentialsProvider.builder().build());
  }

  private <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C client(Class<C> kind, String region, Supplier<B> builder, RetryStrategy retries) {
    return client(kind, region, region, builder, retries);
  }

  private <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C client(
          Class<C> kind, String region, String asIn, Supplier<B> builder, RetryStrategy retries) {
    return kind.cast(
        made.computeIfAbsent(
            new Key(kind, region),
            _ ->
                others
                    .client(kind, region)
                    .orElseGet(() ->
                        configured(
                                builder.get().httpClient(http), region, credentials(asIn), retries)
                            .build())));
  }

  private AwsCredentialsProvider credentials(String region) {
    var role = roles.in(region);
    return role.isEmpty()
        ? credentials
        : assumed.computeIfAbsent(region, _ -> assuming(role.get(), region));
  }

  /// By the region's own endpoint of STS: as whom one region is asked depends on no other one.
  private StsAssumeRoleCredentialsProvider assuming(String role, String region) {
    var builder = StsClient.builder().httpClient(http);
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(configured(builder, region, credentials, dataPlane()).build())
        .refreshRequest(AssumeRoleRequest.builder().roleArn(role).roleSessionName(SESSION).build())
        .build();
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, String region, AwsCredentialsProvider credentials, RetryStrategy retries) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL)
                .apiCallAttemptTimeout(ATTEMPT)
                .retryStrategy(retries)
                .addExecutionInterceptor(new RateLimit(new CallRate(CALLS_PER_SECOND, BURST)))
                .build());
  }

  /// A control plane that throttles has a limit for the whole account, so that calls are made more
  /// rarely until it takes them.
  private static RetryStrategy controlPlane() {
    return AwsRetryStrategy.adaptiveRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build();
  }

  /// What is asked of a data plane is a vote or a route: few calls, each of which must get through
  /// soon. Made more rarely, none would within its limit while half of them are throttled.
  private static RetryStrategy dataPlane() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(SHORTEST_BACKOFF, LONGEST_BACKOFF))
        .build();
  }

  @Override
  public void close() {
    made.values().forEach(SdkClient::close);
    assumed.values().forEach(StsAssumeRoleCredentialsProvider::close);
    http.close();
  }
}
