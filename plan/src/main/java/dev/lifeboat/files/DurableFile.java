package dev.lifeboat.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Replaces a file so that a reader, also one after a crash, sees the old bytes or the new ones.
public final class DurableFile {
  /// The file's name with its ending, the number that the JDK adds, and our ending.
  private static final Pattern UNFINISHED = Pattern.compile(".+\\.[a-z]+\\d+\\.tmp");

  private static final Set<PosixFilePermission> WRITERS =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private DurableFile() {}

  /// Writes `bytes` to `file`, which its owner alone may read: temporary file, `force`, atomic
  /// move, `force` of the folder. Two writers at once leave one of the two; callers that must not
  /// lose a change hold a lock.
  ///
  /// @throws IOException when the new bytes are not known to be durable. Mostly the old ones stand;
  ///   where only the folder could not be forced, the new ones stand until a power cut says
  ///   otherwise. Whoever goes on reads the file first, or writes it again
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, bytes.length, _ -> {});
  }

  /// Makes an empty file that its owner alone may read, as [#write] does, for what is appended to.
  ///
  /// @throws FileAlreadyExistsException when something is there
  public static void createOwn(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var _ = posix ? Files.createFile(file, own) : Files.createFile(file);
  }

  /// As [#write]; the file belongs to whoever `like` belongs to.
  public static void write(Path file, byte[] bytes, Path like) throws IOException {
    var owner = Files.getOwner(like);
    write(file, bytes, bytes.length, temporary -> own(temporary, owner));
  }

  /// As [#write], of the first `length` of `bytes`, where nothing is yet. Of two who create one
  /// name at the same moment one is told, or the bytes of one of them stand.
  ///
  /// @throws FileAlreadyExistsException when something is there, which stays as it is
  public static void create(Path file, byte[] bytes, int length) throws IOException {
    write(
        file,
        bytes,
        length,
        _ -> {
          if (isThere(file)) {
            throw new FileAlreadyExistsException(file.toString());
          }
        });
  }

  /// As [#write] over a file that is there; who owns, reads and writes it stays as it is.
  ///
  /// @throws IOException as [#write], and where nobody may write it or its owner cannot be kept
  public static void replace(Path file, byte[] bytes) throws IOException {
    var old = Files.readAttributes(file, PosixFileAttributes.class);
    // A superuser may write what nobody may: the mode is asked, not the system.
    if (Collections.disjoint(old.permissions(), WRITERS) || !Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    write(
        file,
        bytes,
        bytes.length,
        temporary -> {
          own(temporary, old.owner());
          var view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
          if (!view.readAttributes().group().equals(old.group())) {
            view.setGroup(old.group());
          }
          view.setPermissions(old.permissions());
        });
  }

  private static void own(Path file, UserPrincipal owner) throws IOException {
    if (!Files.getOwner(file).equals(owner)) {
      Files.setOwner(file, owner);
    }
  }

  /// What is done to a temporary file before it takes its place.
  private interface Preparation {
    void of(Path temporary) throws IOException;
  }

  private static void write(Path file, byte[] bytes, int length, Preparation prepared)
      throws IOException {
    var folder = folderOf(file);
    var temporary = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
    try {
      // Not a channel: an interrupt would close it halfway.
      try (var out = new FileOutputStream(temporary.toFile())) {
        out.write(bytes, 0, length);
        prepared.of(temporary);
        out.getFD().sync();
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Moves `file` within one file system, in place of what was at `target`.
  public static void move(Path file, Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(folderOf(target));
  }

  /// Removes `file`, which need not be there.
  public static void remove(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      force(folderOf(file));
    }
  }

  /// Removes what a [#write] left in `folder` that a crash cut short. Whoever else writes there at
  /// this moment is told that it failed.
  public static void removeUnfinished(Path folder) throws IOException {
    for (var file : list(folder)) {
      if (UNFINISHED.matcher(file.getFileName().toString()).matches()
          && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        remove(file);
      }
    }
  }

  /// The bytes of `file`; empty only if there is no such file.
  ///
  /// @throws IOException when it cannot be told, or not be read: never taken for "none"
  public static Optional<byte[]> read(Path file) throws IOException {
    if (attributes(file).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /// Whether there is something at `path`.
  ///
  /// @throws IOException when it cannot be told: [Files#exists] would say no
  public static boolean isThere(Path path) throws IOException {
    return attributes(path).isPresent();
  }

  /// Asked of the provider, which needs no exception to say that there is none: a list of a
  /// thousand runs asks for two files in each that are seldom there.
  private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    var provider = path.getFileSystem().provider();
    return Optional.ofNullable(provider.readAttributesIfExists(path, BasicFileAttributes.class));
  }

  /// What `folder` holds, in order of name; nothing if there is no such folder.
  ///
  /// @throws IOException when it cannot be told
  public static List<Path> list(Path folder) throws IOException {
    try (var names = Files.list(folder)) {
      return names.sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /// The folders within `folder`, in order of name; none if there is no such folder.
  ///
  /// @throws IOException when it cannot be told
  public static List<Path> folders(Path folder) throws IOException {
    return folders(folder, _ -> true);
  }

  /// Those of them with such a name; what stands beside them is not looked at.
  ///
  /// @throws IOException when it cannot be told
  public static List<Path> folders(Path folder, Predicate<String> named) throws IOException {
    var found = new ArrayList<Path>();
    for (var path : list(folder)) {
      // Another process may have removed it since it was listed.
      if (named.test(String.valueOf(path.getFileName()))
          && attributes(path).filter(BasicFileAttributes::isDirectory).isPresent()) {
        found.add(path);
      }
    }
    return found;
  }

  /// Makes `folder` and every missing one above it; the name of each is durable on return.
  public static void createFolders(Path folder) throws IOException {
    var made = new ArrayDeque<Path>();
    for (var next = folder.toAbsolutePath(); !isThere(next); next = folderOf(next)) {
      made.push(next);
    }
    Files.createDirectories(folder);
    for (var each : made) {
      force(folderOf(each));
    }
  }

  /// The folder that holds `file`.
  ///
  /// @throws IllegalArgumentException when `file` is a root
  public static Path folderOf(Path file) {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("file must have a folder, was " + file);
    }
    return folder;
  }

  /// Makes a file durable, or the names in a folder: what was created, moved or removed there stays
  /// so.
  public static void force(Path path) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (ClosedByInterruptException closed) {
      interrupted |= Thread.interrupted();
      force(path);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
