package dev.lifeboat.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One object in each bucket, in memory, with the conditional writes of S3. Thread-safe.
public final class MemoryBuckets implements S3Client {
  private static final int REFUSED = 412;

  private final Map<String, Written> objects = new TreeMap<>();
  private int writes;
  private boolean silent;
  private int lost;

  private record Written(String text, String tag) {}

  /// Clients of any region that reach these buckets.
  public AwsClients clients() {
    return new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
        .with((kind, _) -> kind == S3Client.class ? Optional.of(this) : Optional.empty());
  }

  /// What the object of `bucket` says; empty while there is none.
  public synchronized Optional<String> text(String bucket) {
    return Optional.ofNullable(objects.get(bucket)).map(Written::text);
  }

  /// How often any was written.
  public synchronized int writes() {
    return writes;
  }

  /// Whether nobody reaches them.
  public synchronized void silence(boolean now) {
    silent = now;
  }

  /// Loses the next so many calls.
  public synchronized void lose(int calls) {
    lost = calls;
  }

  private void requireReached() {
    if (silent || lost-- > 0) {
      throw SdkClientException.create("no way there");
    }
  }

  @Override
  public synchronized <T> T getObject(
      GetObjectRequest asked, ResponseTransformer<GetObjectResponse, T> made) {
    requireReached();
    var found = objects.get(asked.bucket());
    if (found == null) {
      throw NoSuchKeyException.builder().message("no such key").statusCode(404).build();
    }
    try {
      return made.transform(
          GetObjectResponse.builder().eTag(found.tag()).build(),
          AbortableInputStream.create(
              new ByteArrayInputStream(found.text().getBytes(StandardCharsets.UTF_8))));
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public synchronized PutObjectResponse putObject(PutObjectRequest asked, RequestBody body) {
    requireReached();
    var found = objects.get(asked.bucket());
    boolean first = asked.ifNoneMatch() != null;
    if (first == (found != null) || (found != null && !found.tag().equals(asked.ifMatch()))) {
      throw S3Exception.builder().message("refused").statusCode(REFUSED).build();
    }
    writes++;
    objects.put(asked.bucket(), new Written(text(body), "tag-" + writes));
    return PutObjectResponse.builder().build();
  }

  private static String text(RequestBody body) {
    try (var bytes = body.contentStreamProvider().newStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
