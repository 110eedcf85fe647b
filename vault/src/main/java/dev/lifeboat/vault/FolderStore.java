package dev.lifeboat.vault;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
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
    var temporary = Files.createTempFile(shelf(shelf), name, UNFINISHED);
    try {
      // Not a channel: an interrupt would close it halfway.
      try (var out = new FileOutputStream(temporary.toFile())) {
        out.write(bytes, 0, length);
        out.getFD().sync();
      }
      // Nobody else writes this name: it is random, or holds the same bytes.
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(shelf(shelf));
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
    for (var file : files(shelf)) {
      var name = file.getFileName().toString();
      if (NAME.matcher(name).matches()) {
        size(file).ifPresent(it -> items.add(new Item(name, it)));
      }
    }
    items.sort(Comparator.comparing(Item::name));
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
    if (Files.deleteIfExists(file(shelf, name))) {
      forceFolder(shelf(shelf));
    }
  }

  @Override
  public void removeUnfinished() throws IOException {
    var limit = clock.instant().minus(OLD);
    for (var shelf : Shelf.values()) {
      for (var file : files(shelf)) {
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

  private List<Path> files(Shelf shelf) throws IOException {
    try (var files = Files.list(shelf(shelf))) {
      return files.toList();
    } catch (NoSuchFileException none) {
      return List.of();
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
    forceFolder(folder);
    forceFolder(parent(folder));
  }

  private static Path parent(Path folder) {
    var parent = folder.toAbsolutePath().getParent();
    return parent == null ? folder.toAbsolutePath() : parent;
  }

  /// Makes the names in a folder durable.
  static void forceFolder(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (ClosedByInterruptException closed) {
      interrupted |= Thread.interrupted();
      forceFolder(folder);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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
