package dev.lifeboat.cli.store;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.FolderStore;
import dev.lifeboat.vault.VaultStore;
import dev.lifeboat.vault.s3.ObjectLock;
import dev.lifeboat.vault.s3.S3Place;
import dev.lifeboat.vault.s3.S3VaultStore;
import dev.lifeboat.vault.s3.StoreAttack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stores of vaults that are in use. One thread.
public final class OpenStores implements AutoCloseable {
  private final List<S3VaultStore> buckets = new ArrayList<>();

  /// Opens one more.
  ///
  /// @param at a folder, or `s3://BUCKET/PREFIX`
  /// @param endpoint of its bucket; empty for what the environment says
  /// @param region of its bucket; empty for what the environment or the profile says
  public VaultStore open(String at, Optional<URI> endpoint, Optional<String> region)
      throws ProblemException {
    return S3Place.isOne(at)
        ? bucket(at, endpoint, region)
        : new FolderStore(Path.of(at), Clock.systemUTC());
  }

  /// The same, as it was written: what was hidden or overwritten since is seen through.
  ///
  /// @throws ProblemException LB1004 for a folder, which keeps no versions
  public VaultStore openAsWritten(String at, Optional<URI> endpoint, Optional<String> region)
      throws ProblemException {
    if (!S3Place.isOne(at)) {
      throw Failures.usage(
          "--as-written needs a bucket that keeps versions, and %s is a folder".formatted(at),
          "nothing was read or written",
          "leave it out");
    }
    return bucket(at, endpoint, region).asWritten();
  }

  private S3VaultStore bucket(String at, Optional<URI> endpoint, Optional<String> region)
      throws ProblemException {
    try {
      var bucket = S3Place.of(at, endpoint.or(() -> S3Place.endpoint(System.getenv())), region);
      var store = new S3VaultStore(bucket.client(), bucket);
      buckets.add(store);
      return store;
    } catch (IllegalArgumentException wrong) {
      throw Failures.usage(
          String.valueOf(wrong.getMessage()),
          "nothing was read or written",
          "name a vault such as s3://backups/shop, and its region by --region");
    }
  }

  /// What the first bucket promises; empty where there is none.
  public Optional<ObjectLock> lock() throws IOException {
    return buckets.isEmpty() ? Optional.empty() : Optional.of(buckets.getFirst().lock());
  }

  /// Attacks the first bucket.
  StoreAttack.Outcome attack() throws InterruptedException, IOException {
    return buckets.getFirst().attack().attack();
  }

  @Override
  public void close() {
    buckets.forEach(S3VaultStore::close);
  }
}
