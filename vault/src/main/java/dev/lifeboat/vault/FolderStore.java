package dev.lifeboat.vault;

import dev.lifeboat.files.DurableFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A vault in a folder. It promises nothing against whoever may write there.
public final class FolderStore implements VaultStore {
  private static final Pattern NAME = Pattern.compile("(?:[0-9a-f]{2})+");
  private static final String UNFINISHED = ".tmp";

  /// No writer takes that long for one pack of 16 MiB.
  private static final Duration OLD = Duration.ofDays(1);

  private final Path folder;
  private final InstantSource clock;

  public FolderStore(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
    var file = file(shelf, name);
    makeShelf(shelf);
    // Nobody else writes this name: it is random, or holds the same bytes.
    DurableFile.create(file, bytes, length);
  }

  @Override
  public byte[] get(Shelf shelf, String name) throws IOException {
    return Files.readAllBytes(file(shelf, name));
  }

  @Override
  public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
    var file = file(shelf, name);
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(offset);
      var bytes = new byte[length];
      in.readFully(bytes);
      return bytes;
    } catch (FileNotFoundException refused) {
      throw Files.exists(file) ? refused : new NoSuchFileException(file.toString());
    }
  }

  @Override
  public List<Item> list(Shelf shelf) throws IOException {
    var items = new ArrayList<Item>();
    for (var file : DurableFile.list(shelf(shelf))) {
      var name = file.getFileName().toString();
      if (NAME.matcher(name).matches()) {
        size(file).ifPresent(it -> items.add(new Item(name, it)));
      }
    }
    return List.copyOf(items);
  }

  /// Empty where another has deleted it meanwhile.
  private static Optional<Long> size(Path file) throws IOException {
    try {
      return Optional.of(Files.size(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(Shelf shelf, String name) throws IOException {
    DurableFile.remove(file(shelf, name));
  }

  /// None: whoever may write to the folder may delete what is in it.
  @Override
  public Optional<StoreLocks> locks() {
    return Optional.empty();
  }

  @Override
  public void removeUnfinished() throws IOException {
    var limit = clock.instant().minus(OLD);
    for (var shelf : Shelf.values()) {
      for (var file : DurableFile.list(shelf(shelf))) {
        if (file.getFileName().toString().endsWith(UNFINISHED) && isOlder(file, limit)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOlder(Path file, Instant limit) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
    } catch (NoSuchFileException finished) {
      return false;
    }
  }

  private void makeShelf(Shelf shelf) throws IOException {
    var made = shelf(shelf);
    if (Files.isDirectory(made)) {
      return;
    }
    Files.createDirectories(folder);
    try {
      Files.createDirectory(
          made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException byAnother) {
      return;
    }
    DurableFile.force(folder);
    DurableFile.force(parent(folder));
  }

  private static Path parent(Path folder) {
    var parent = folder.toAbsolutePath().getParent();
    return parent == null ? folder.toAbsolutePath() : parent;
  }

  private Path shelf(Shelf shelf) {
    return folder.resolve(shelf.word());
  }

  private Path file(Shelf shelf, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a name must be hexadecimal digits, was " + name);
    }
    return shelf(shelf).resolve(name);
  }
}
