package dev.lifeboat.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;

/// Clients of AWS, one a region and service, each made when it is first asked for. Thread-safe.
///
/// A region that hangs costs each call [#CALL], never more; one that refuses or throttles costs
/// less. Calls into one region wait for nothing of another.
public final class AwsClients implements AutoCloseable {
  /// How long a call takes at most, with all its attempts: some seconds, so that a step that needs
  /// a lost region says so long before its own deadline.
  public static final Duration CALL = Duration.ofSeconds(6);

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

  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final Map<String, DynamoDbClient> dynamo = new ConcurrentHashMap<>();
  private final Map<String, RdsClient> rds = new ConcurrentHashMap<>();

  /// @param endpoint used for every service instead of AWS's own; empty for those, or for what the
  ///   usual variable `AWS_ENDPOINT_URL` says
  /// @param credentials asked before each call; it renews them by itself
  public AwsClients(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT).build();
  }

  /// DynamoDB in `region`, such as `eu-west-1`. Closed together with this object.
  public DynamoDbClient dynamo(String region) {
    return dynamo.computeIfAbsent(
        region, name -> configured(DynamoDbClient.builder().httpClient(http), name).build());
  }

  /// RDS in `region`, such as `eu-west-1`. Closed together with this object.
  public RdsClient rds(String region) {
    return rds.computeIfAbsent(
        region, name -> configured(RdsClient.builder().httpClient(http), name).build());
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String region) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL)
                .apiCallAttemptTimeout(ATTEMPT)
                .retryStrategy(
                    AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .addExecutionInterceptor(new RateLimit(new CallRate(CALLS_PER_SECOND, BURST)))
                .build());
  }

  @Override
  public void close() {
    dynamo.values().forEach(DynamoDbClient::close);
    rds.values().forEach(RdsClient::close);
    http.close();
  }
}
