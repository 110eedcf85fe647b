package dev.lifeboat.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// A store for tests that write more than a disk likes.
final class MemoryVaultStore implements VaultStore {
  private final Map<String, byte[]> kept = new ConcurrentSkipListMap<>();

  @Override
  public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
    if (kept.putIfAbsent(key(shelf, name), Arrays.copyOf(bytes, length)) != null) {
      throw new FileAlreadyExistsException(name);
    }
  }

  @Override
  public byte[] get(Shelf shelf, String name) throws IOException {
    var bytes = kept.get(key(shelf, name));
    if (bytes == null) {
      throw new NoSuchFileException(name);
    }
    return bytes.clone();
  }

  @Override
  public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
    var bytes = get(shelf, name);
    if (offset + length > bytes.length) {
      throw new EOFException(name);
    }
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }

  @Override
  public List<Item> list(Shelf shelf) {
    return kept.entrySet().stream()
        .filter(it -> it.getKey().startsWith(key(shelf, "")))
        .map(it -> new Item(it.getKey().substring(key(shelf, "").length()), it.getValue().length))
        .toList();
  }

  @Override
  public void delete(Shelf shelf, String name) {
    kept.remove(key(shelf, name));
  }

  @Override
  public Optional<StoreLocks> locks() {
    return Optional.empty();
  }

  @Override
  public void removeUnfinished() {}

  private static String key(Shelf shelf, String name) {
    return shelf + "/" + name;
  }
}
