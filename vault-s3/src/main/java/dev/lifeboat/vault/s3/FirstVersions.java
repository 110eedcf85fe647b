package dev.lifeboat.vault.s3;

import dev.lifeboat.vault.StoreLocks;
import dev.lifeboat.vault.VaultStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// A vault in a bucket with versions, read as it was written: a vault's object is put once, so
/// whatever came over it, a delete marker or another version, is not the vault's. What was removed
/// in good faith shows too, as long as the bucket keeps it. What is put or deleted goes to the
/// store itself.
final class FirstVersions implements VaultStore {
  private final S3Client s3;
  private final S3Place place;
  private final S3VaultStore store;
  private final int page;

  /// The first version of each key that was asked for.
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /// @param page how many versions are asked for at once
  FirstVersions(S3Client s3, S3Place place, S3VaultStore store, int page) {
    this.s3 = s3;
    this.place = place;
    this.store = store;
    this.page = page;
  }

  @Override
  public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
    store.put(shelf, name, bytes, length);
  }

  @Override
  public byte[] get(Shelf shelf, String name) throws IOException {
    return store.version(shelf, name, first(shelf, name));
  }

  @Override
  public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
    return store.version(shelf, name, first(shelf, name), offset, length);
  }

  private String first(Shelf shelf, String name) throws IOException {
    var key = place.key(shelf, name);
    var listed = known.get(key);
    if (listed != null) {
      return listed;
    }
    var _ = versions(key); // Of others that begin with it nothing is lost.
    var found = known.get(key);
    if (found == null) {
      throw new NoSuchFileException(key);
    }
    return found;
  }

  @Override
  public List<Item> list(Shelf shelf) throws IOException {
    var folder = place.key(shelf, "");
    return versions(folder).entrySet().stream()
        .map(it -> new Item(it.getKey().substring(folder.length()), it.getValue().size()))
        .filter(it -> S3Place.isName(it.name()))
        .sorted(Comparator.comparing(Item::name))
        .toList();
  }

  /// The first of each key that begins so. S3 lists those of a key newest first.
  private Map<String, ObjectVersion> versions(String prefix) throws IOException {
    var first = new ConcurrentHashMap<String, ObjectVersion>();
    try {
      s3.listObjectVersionsPaginator(it -> it.bucket(place.bucket()).prefix(prefix).maxKeys(page))
          .versions()
          .forEach(it -> first.put(it.key(), it));
    } catch (SdkException failed) {
      throw S3VaultStore.failure(place, failed);
    }
    first.forEach((key, version) -> known.put(key, version.versionId()));
    return first;
  }

  @Override
  public void delete(Shelf shelf, String name) throws IOException {
    store.delete(shelf, name);
  }

  @Override
  public Optional<StoreLocks> locks() throws IOException {
    return store.locks();
  }

  @Override
  public void removeUnfinished() {}
}
