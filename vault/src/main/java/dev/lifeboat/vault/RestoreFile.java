package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A file on its way out of a vault. Several threads write it, under a name of its own beside the
/// one that it gets; whoever is last ends it. So what has its name is whole, also after a power
/// cut.
final class RestoreFile {
  private static final Set<OpenOption> WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /// Until it has its own mode.
  private static final FileAttribute<?> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final VaultPath name;
  private final Path path;
  private final Path part;
  private final ItemAttributes attributes;
  // One is whoever reads the list of files.
  private final AtomicInteger users = new AtomicInteger(1);
  private volatile @Nullable String damage;
  private volatile boolean absent;
  private long bytes;
  private long written;

  /// @param path where it belongs
  /// @param part in the same folder, which nothing else has
  RestoreFile(VaultPath name, Path path, Path part, ItemAttributes attributes) {
    this.name = name;
    this.path = path;
    this.part = part;
    this.attributes = attributes;
  }

  VaultPath name() {
    return name;
  }

  long bytes() {
    return bytes;
  }

  /// The list tells of one more span of it; without bytes it is a hole.
  void grow(int length, boolean hole) {
    bytes += length;
    written = hole ? written : bytes;
  }

  /// How long it is so far.
  long at() {
    return bytes;
  }

  void use() {
    users.incrementAndGet();
  }

  /// One user less; whether nobody else has to do with it any more.
  boolean release() {
    return users.decrementAndGet() == 0;
  }

  void damage(String why) {
    damage = why;
  }

  Optional<String> damage() {
    return Optional.ofNullable(damage);
  }

  void markAbsent() {
    absent = true;
  }

  boolean isAbsent() {
    return absent;
  }

  /// What is not wanted any more is not written any more.
  boolean isLost() {
    return absent || damage != null;
  }

  FileChannel open() throws IOException {
    return FileChannel.open(part, WRITE, OWNER_ALONE);
  }

  /// Makes it as long as it was, also where it is empty or ends in a hole, and durable.
  void complete(AttributeWriter writer) throws IOException {
    try (var channel = open()) {
      if (written < bytes) {
        channel.write(ByteBuffer.wrap(new byte[1]), bytes - 1);
      }
      writer.write(part, attributes, false);
      channel.force(true);
    }
  }

  /// Gives it its name, once it is complete. One at a time: two names may be one to the target.
  ///
  /// @return whether nothing else has that name
  boolean appear() throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /// As if it had never been begun.
  void remove() throws IOException {
    Files.deleteIfExists(part);
  }
}
