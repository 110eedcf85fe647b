package shop.storefront;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Orders as objects `orders/{client}/{number}.json`. Thread-safe.
final class S3Orders implements OrderObjects, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final S3Client client;
  private final String bucket;

  /// Whose names are its own; on AWS one beside ours may be a stranger's.
  private final boolean ofOneServer;

  S3Orders(Settings.Bucket bucket) {
    this.bucket = bucket.name();
    this.ofOneServer = bucket.server().isPresent();
    var builder =
        S3Client.builder()
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
            .overrideConfiguration(
                it -> it.apiCallTimeout(ANSWER).retryStrategy(retry -> retry.maxAttempts(2)));
    bucket.region().map(Region::of).ifPresent(builder::region);
    bucket.server().ifPresent(it -> lead(builder, it));
    this.client = builder.build();
  }

  private static void lead(S3ClientBuilder builder, Settings.Server server) {
    builder
        .endpointOverride(server.endpoint())
        .forcePathStyle(true)
        .serviceConfiguration(it -> it.chunkedEncodingEnabled(false)) // The bodies are tiny.
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), server.secretKey())));
  }

  /// Tries a write that cannot take hold, to a bucket that is not there: it loads the classes that
  /// the first customer would wait for, and stores nothing.
  void warmUp() throws StoreException {
    if (!ofOneServer) {
      load(new Order.Id("-", 1));
      return;
    }
    try {
      call(() ->
          client.putObject(
              it -> it.bucket(bucket + "-warm-up").key("-").contentType("application/json"),
              RequestBody.fromString("{}")));
    } catch (StoreException refused) {
      load(new Order.Id("-", 1));
    }
  }

  @Override
  public void store(Order order) throws StoreException {
    call(() ->
        client.putObject(
            it -> it.bucket(bucket).key(key(order.id())).contentType("application/json"),
            RequestBody.fromString(ShopJson.of(order))));
  }

  @Override
  public Optional<Order> load(Order.Id id) throws StoreException {
    return call(() -> find(key(id))).flatMap(ShopJson::item).map(item -> new Order(id, item));
  }

  private Optional<byte[]> find(String key) {
    try {
      return Optional.of(client.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static String key(Order.Id id) {
    return "orders/" + id.client() + "/" + id.number() + ".json";
  }

  private static <T> T call(Supplier<T> request) throws StoreException {
    try {
      return request.get();
    } catch (AwsServiceException refused) {
      throw new StoreException.Refused("the bucket: " + refused.getMessage(), refused);
    } catch (SdkException broken) {
      throw new StoreException.Unknown("the bucket: " + broken.getMessage(), broken);
    }
  }
}
