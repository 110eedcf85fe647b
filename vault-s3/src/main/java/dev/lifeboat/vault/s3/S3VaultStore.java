package dev.lifeboat.vault.s3;

import dev.lifeboat.vault.StoreLocks;
import dev.lifeboat.vault.VaultStore;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A vault in a bucket. Who may delete or overwrite there is the bucket's to say: its policy, its
/// versions and its object lock hold against whoever has a writer's login, this does not.
public final class S3VaultStore implements VaultStore, AutoCloseable {
  private static final String BYTES = "application/octet-stream";
  private static final int MOST_KEYS = 1000;

  /// What a call without a version gets.
  private static final @Nullable String NEWEST = null;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int EXISTS = 412;
  private static final int NO_SUCH_RANGE = 416;
  private static final int SERVER_FAILED = 500;
  private static final int NOT_IMPLEMENTED = 501;

  /// How often one is put that another write of the same key is in the way of.
  private static final int PUTS = 5;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final S3Client s3;
  private final S3Place place;
  private final int page;
  private volatile boolean conditional = true;
  private volatile @Nullable ObjectLock told;

  /// @param s3 is closed with this
  public S3VaultStore(S3Client s3, S3Place place) {
    this(s3, place, MOST_KEYS);
  }

  /// @param page how many keys are asked for at once
  S3VaultStore(S3Client s3, S3Place place, int page) {
    this.s3 = s3;
    this.place = place;
    this.page = page;
  }

  @Override
  public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
    put(shelf, name, bytes, length, PUTS);
  }

  private void put(Shelf shelf, String name, byte[] bytes, int length, int puts)
      throws IOException {
    // Before the call: with several underway, the reply to another may change it.
    boolean asked = conditional;
    try {
      putNew(shelf, name, bytes, length, asked);
    } catch (S3Exception refused) {
      if (refused.statusCode() == NOT_IMPLEMENTED && asked) {
        conditional = false;
        put(shelf, name, bytes, length, puts);
      } else if (refused.statusCode() == EXISTS) {
        requireOwn(shelf, name, Arrays.copyOf(bytes, length));
      } else if (refused.statusCode() == CONFLICT && puts > 1) {
        pause();
        put(shelf, name, bytes, length, puts - 1);
      } else {
        throw failure(place, refused);
      }
    } catch (SdkException failed) {
      throw failure(place, failed);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("it was told to stop");
    }
  }

  private void putNew(Shelf shelf, String name, byte[] bytes, int length, boolean asked)
      throws IOException {
    var request =
        PutObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key(shelf, name))
            .contentLength((long) length);
    if (asked) {
      request.ifNoneMatch("*");
    } else if (has(shelf, name)) {
      // Names are random, so nobody else writes this one meanwhile.
      throw new FileAlreadyExistsException(place.key(shelf, name));
    }
    s3.putObject(
        request.build(),
        RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(bytes, 0, length), length, BYTES));
  }

  /// What is there already may be this very write, whose reply was lost and which was sent again.
  private void requireOwn(Shelf shelf, String name, byte[] bytes) throws IOException {
    if (!Arrays.equals(get(shelf, name), bytes)) {
      throw new FileAlreadyExistsException(place.key(shelf, name));
    }
  }

  private boolean has(Shelf shelf, String name) {
    try {
      s3.headObject(it -> it.bucket(place.bucket()).key(place.key(shelf, name)));
      return true;
    } catch (S3Exception absent) {
      if (absent.statusCode() == NOT_FOUND) {
        return false;
      }
      throw absent;
    }
  }

  @Override
  public byte[] get(Shelf shelf, String name) throws IOException {
    return version(shelf, name, NEWEST);
  }

  @Override
  public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
    return version(shelf, name, NEWEST, offset, length);
  }

  /// As [#get], of one version.
  byte[] version(Shelf shelf, String name, @Nullable String version) throws IOException {
    var key = place.key(shelf, name);
    return got(
        key,
        () -> s3.getObjectAsBytes(it -> it.bucket(place.bucket()).key(key).versionId(version)));
  }

  /// The same, a part of it.
  byte[] version(Shelf shelf, String name, @Nullable String version, long offset, int length)
      throws IOException {
    if (length == 0) {
      return new byte[0]; // S3 has no range without a byte.
    }
    var key = place.key(shelf, name);
    var range = "bytes=%d-%d".formatted(offset, offset + length - 1);
    var bytes =
        got(
            key,
            () ->
                s3.getObjectAsBytes(
                    it -> it.bucket(place.bucket()).key(key).versionId(version).range(range)));
    if (bytes.length != length) {
      throw new EOFException("%s has %d of the %d bytes".formatted(key, bytes.length, length));
    }
    return bytes;
  }

  /// The vault as it was written, whatever came over its objects. Closed with this.
  ///
  /// A login needs `s3:ListBucketVersions` and `s3:GetObjectVersion` for it.
  public VaultStore asWritten() {
    return new FirstVersions(s3, place, this, page);
  }

  private byte[] got(String key, Supplier<ResponseBytes<GetObjectResponse>> call)
      throws IOException {
    try {
      return call.get().asByteArrayUnsafe();
    } catch (S3Exception refused) {
      switch (refused.statusCode()) {
        case NOT_FOUND -> throw new NoSuchFileException(key);
        case NO_SUCH_RANGE -> throw new EOFException(key + " ends before");
        default -> throw failure(place, refused);
      }
    } catch (SdkException failed) {
      throw failure(place, failed);
    }
  }

  @Override
  public List<Item> list(Shelf shelf) throws IOException {
    var folder = place.key(shelf, "");
    var items = new ArrayList<Item>();
    try {
      for (var object :
          s3.listObjectsV2Paginator(it -> it.bucket(place.bucket()).prefix(folder).maxKeys(page))
              .contents()) {
        var name = object.key().substring(folder.length());
        if (S3Place.isName(name)) {
          items.add(new Item(name, object.size()));
        }
      }
    } catch (SdkException failed) {
      throw failure(place, failed);
    }
    items.sort(Comparator.comparing(Item::name));
    return List.copyOf(items);
  }

  @Override
  public void delete(Shelf shelf, String name) throws IOException {
    try {
      s3.deleteObject(it -> it.bucket(place.bucket()).key(place.key(shelf, name)));
    } catch (SdkException failed) {
      throw failure(place, failed);
    }
  }

  /// What the bucket promises against whoever may delete there. What is deleted under a lock is
  /// hidden, and comes back by its version.
  public ObjectLock lock() throws IOException {
    try {
      var answer = s3.getObjectLockConfiguration(it -> it.bucket(place.bucket()));
      var bucket = answer.objectLockConfiguration();
      return bucket == null ? ObjectLock.NONE : ObjectLock.of(bucket);
    } catch (S3Exception refused) {
      if (refused.statusCode() == NOT_FOUND) {
        return ObjectLock.NONE;
      }
      if (refused.statusCode() < SERVER_FAILED || refused.statusCode() == NOT_IMPLEMENTED) {
        return ObjectLock.UNKNOWN; // It knows no locks, or tells others alone.
      }
      throw failure(place, refused);
    } catch (SdkException failed) {
      throw failure(place, failed);
    }
  }

  /// As the bucket's own setting has them, which is asked for once.
  @Override
  public Optional<StoreLocks> locks() throws IOException {
    var asked = told;
    if (asked == null) {
      asked = lock();
      told = asked;
    }
    return asked.days() == 0 ? Optional.empty() : Optional.of(new BucketLocks(s3, place, asked));
  }

  /// By the login that this has.
  public StoreAttack attack() {
    return new StoreAttack(s3, place);
  }

  /// Nothing: an object is there whole or not at all.
  @Override
  public void removeUnfinished() {}

  static IOException failure(S3Place place, SdkException failed) {
    if (failed instanceof S3Exception refused && refused.statusCode() == FORBIDDEN) {
      var denied = new AccessDeniedException(place.toString(), null, refused.getMessage());
      denied.initCause(refused);
      return denied;
    }
    return new IOException("%s: %s".formatted(place, failed.getMessage()), failed);
  }

  @Override
  public void close() {
    s3.close();
  }
}
