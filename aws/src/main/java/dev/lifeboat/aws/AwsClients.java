package dev.lifeboat.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// Clients of AWS, one a region and service, each made when it is first asked for. Thread-safe.
///
/// A region that hangs costs each call [#CALL], never more, but for those that are made
/// [#patiently]; one that refuses or throttles costs less. Calls into one region wait for nothing
/// of another.
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
  public static final String GLOBAL = Region.AWS_GLOBAL.id();

  /// How long is waited.
  ///
  /// @param call for all attempts
  /// @param attempt for one, and for each answer's next byte
  private record Limits(Duration call, Duration attempt) {
    static final Limits USUAL = new Limits(CALL, ATTEMPT);

    /// A control plane may take seconds to accept a change, and refuses a second attempt of what it
    /// had accepted.
    static final Limits CHANGE = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(15));
  }

  private record Key(Class<? extends SdkClient> kind, String region, Limits limits) {}

  /// Clients that stand in for those that ask AWS.
  public interface Others {
    /// Empty where AWS is to be asked.
    Optional<SdkClient> client(Class<? extends SdkClient> kind, String region);
  }

  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final AssumedRoles roles;
  private final Others others;
  private final Limits limits;
  private final Map<Limits, SdkHttpClient> http = new ConcurrentHashMap<>();
  private final Map<Key, SdkClient> made = new ConcurrentHashMap<>();
  private final Map<String, StsAssumeRoleCredentialsProvider> assumed = new ConcurrentHashMap<>();

  /// @param endpoint used for every service instead of AWS's own; empty for those, or for what the
  ///   usual variable `AWS_ENDPOINT_URL` says
  /// @param credentials asked before each call; it renews them by itself
  public AwsClients(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    this(endpoint, credentials, AssumedRoles.NONE, (_, _) -> Optional.empty(), Limits.USUAL);
  }

  private AwsClients(
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      AssumedRoles roles,
      Others others,
      Limits limits) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.roles = roles;
    this.others = others;
    this.limits = limits;
  }

  private SdkHttpClient http(Limits within) {
    return http.computeIfAbsent(
        within,
        it ->
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(it.attempt())
                .build());
  }

  /// Clients of which some are others. They are closed by themselves.
  public AwsClients with(Others others) {
    return new AwsClients(endpoint, credentials, roles, others, limits);
  }

  /// Clients whose calls are made as these roles. They are closed by themselves.
  public AwsClients as(AssumedRoles roles) {
    return new AwsClients(endpoint, credentials, roles, others, limits);
  }

  /// Clients that wait for so long for an answer, for what no recovery waits for: a longer limit of
  /// a call alone would be cut by that of the connection. They are closed by themselves.
  public AwsClients patient(Duration call) {
    return new AwsClients(endpoint, credentials, roles, others, new Limits(call, call));
  }

  /// The client of `service` in `region`, such as `eu-west-1`; closed together with this object.
  public <C extends SdkClient> C client(AwsApi<C> service, String region) {
    return client(service, region, limits);
  }

  private <C extends SdkClient> C client(AwsApi<C> service, String region, Limits within) {
    return service
        .kind()
        .cast(
            made.computeIfAbsent(
                new Key(service.kind(), region, within),
                _ ->
                    others
                        .client(service.kind(), region)
                        .orElseGet(() -> made(service, region, within))));
  }

  private <C extends SdkClient> C made(AwsApi<C> service, String region, Limits within) {
    var as = service.plane() == AwsApi.Plane.GLOBAL ? roles.global() : region;
    var retries = service.plane() == AwsApi.Plane.DATA ? dataPlane() : controlPlane();
    var builder = service.builder().by(http(within), endpoint.isPresent());
    return configured(builder, region, credentials(as), retries, within).build();
  }

  /// Calls of `service` in `region`.
  ///
  /// @param means what a failure leaves undone, for the person who reads it
  public <C extends SdkClient> RegionCall<C> at(AwsApi<C> service, String region, String means) {
    return at(service, region, means, limits);
  }

  /// The same for what changes something and is slow to be accepted, after a look has shown that
  /// the region answers.
  public <C extends SdkClient> RegionCall<C> patiently(
      AwsApi<C> service, String region, String means) {
    return at(service, region, means, limits.equals(Limits.USUAL) ? Limits.CHANGE : limits);
  }

  private <C extends SdkClient> RegionCall<C> at(
      AwsApi<C> service, String region, String means, Limits within) {
    return new RegionCall<>(
        new AwsFailure(region, service.name(), means), client(service, region, within));
  }

  /// Of the default chain: variables, profiles, or the role of the machine.
  public static AwsClients ofThisMachine() {
    return new AwsClients(Optional.empty(), DefaultCredentialsProvider.builder().build());
  }

  private AwsCredentialsProvider credentials(String region) {
    var role = roles.in(region);
    return role.isEmpty()
        ? credentials
        : assumed.computeIfAbsent(region, _ -> assuming(role.get(), region));
  }

  /// By the region's own endpoint of STS: as whom one region is asked depends on no other one.
  private StsAssumeRoleCredentialsProvider assuming(String role, String region) {
    var builder = StsClient.builder().httpClient(http(limits));
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(configured(builder, region, credentials, dataPlane(), limits).build())
        .refreshRequest(AssumeRoleRequest.builder().roleArn(role).roleSessionName(SESSION).build())
        .build();
  }

  private <C> AwsClientBuilder<?, C> configured(
      AwsClientBuilder<?, C> builder,
      String region,
      AwsCredentialsProvider credentials,
      RetryStrategy retries,
      Limits within) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(within.call())
                .apiCallAttemptTimeout(within.attempt())
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
        // Nothing was written: another region wrote the same item at that moment.
        .retryOnException(ReplicatedWriteConflictException.class)
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(SHORTEST_BACKOFF, LONGEST_BACKOFF))
        .build();
  }

  @Override
  public void close() {
    made.values().forEach(SdkClient::close);
    assumed.values().forEach(StsAssumeRoleCredentialsProvider::close);
    http.values().forEach(SdkHttpClient::close);
  }
}
