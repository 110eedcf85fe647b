package dev.lifeboat.vault.s3;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// Where in S3 a vault is.
///
/// @param prefix of its keys, without a slash at either end; empty for the whole bucket
/// @param endpoint of another S3 than AWS's; empty for that
/// @param region empty for what `AWS_REGION` or the profile says
public record S3Place(
    String bucket, String prefix, Optional<URI> endpoint, Optional<String> region) {
  private static final Pattern URL =
      Pattern.compile("s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?<prefix>.*?))?/*");
  private static final Pattern PREFIX = Pattern.compile("(?:[A-Za-z0-9!_.*'()-]+(?:/(?!$)|$))*");

  private static final Pattern NAME = Pattern.compile("(?:[0-9a-f]{2})+");

  private static final Duration CONNECT = Duration.ofSeconds(10);
  // No byte for that long: the connection is dead.
  private static final Duration SILENCE = Duration.ofSeconds(60);
  // A pack of 20 MiB takes as long at 90 KiB/s.
  private static final Duration ATTEMPT = Duration.ofMinutes(4);
  private static final Duration CALL = Duration.ofMinutes(15);
  // Within a minute or so: S3 may be busy for as long as it splits what a bucket holds.
  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LONGEST_PAUSE = 200;

  /// Whether `text` says that it is one.
  public static boolean isOne(String text) {
    return text.startsWith("s3://");
  }

  /// What the environment says of it, by `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`.
  ///
  /// @throws IllegalArgumentException when that is no URL
  public static Optional<URI> endpoint(Map<String, String> environment) {
    return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .map(it -> environment.getOrDefault(it, ""))
        .filter(it -> !it.isEmpty())
        .findFirst()
        .map(URI::create);
  }

  /// Whether an object may have that name on a shelf.
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// @param name empty for what all keys of the shelf begin with
  String key(Shelf shelf, String name) {
    if (!name.isEmpty() && !isName(name)) {
      throw new IllegalArgumentException("a name must be hexadecimal digits, was " + name);
    }
    return (prefix.isEmpty() ? "" : prefix + "/") + shelf.word() + "/" + name;
  }

  /// Reads `s3://bucket/prefix`.
  ///
  /// @throws IllegalArgumentException saying what is wrong with it
  public static S3Place of(String url, Optional<URI> endpoint, Optional<String> region) {
    var found = URL.matcher(url);
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "'%s' must be s3://BUCKET or s3://BUCKET/PREFIX".formatted(url));
    }
    var prefix = Optional.ofNullable(found.group("prefix")).orElse("");
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "the prefix of '%s' must be words of letters, digits and !_.*'()- between single slashes"
              .formatted(url));
    }
    return new S3Place(found.group("bucket"), prefix, endpoint, region);
  }

  /// A client of it, which waits for what answers slowly and asks again where that is right.
  ///
  /// @throws IllegalArgumentException when nothing names a region
  public S3Client client() {
    var http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE).build();
    try {
      return builder(http, ATTEMPT, PAUSE).build();
    } catch (SdkClientException unknown) {
      http.close();
      throw new IllegalArgumentException(this + ": " + unknown.getMessage(), unknown);
    }
  }

  /// @param pause before the second attempt, about; later ones wait up to 200 times as long
  S3ClientBuilder builder(SdkHttpClient http, Duration attempt, Duration pause) {
    var builder =
        S3Client.builder()
            .httpClient(http)
            .overrideConfiguration(it ->
                it.apiCallAttemptTimeout(attempt)
                    .apiCallTimeout(CALL)
                    .retryStrategy(retry -> patient(retry, pause)));
    region.map(Region::of).ifPresent(builder::region);
    // Others than AWS's know neither a host a bucket nor checksums behind the content.
    endpoint.ifPresent(it ->
        builder
            .endpointOverride(it)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED));
    return builder;
  }

  private static void patient(RetryStrategy.Builder<?, ?> retry, Duration pause) {
    var longer = BackoffStrategy.exponentialDelay(pause, pause.multipliedBy(LONGEST_PAUSE));
    retry.maxAttempts(ATTEMPTS);
    retry.backoffStrategy(longer);
    retry.throttlingBackoffStrategy(longer);
  }

  /// As it was given.
  @Override
  public String toString() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
