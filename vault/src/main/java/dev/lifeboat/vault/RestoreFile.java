package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A file on its way out of a vault. Several threads write it; whoever is last ends it.
final class RestoreFile {
  private static final Set<OpenOption> WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /// Until it has its own mode.
  private static final FileAttribute<?> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final VaultPath name;
  private final Path path;
  private final ItemAttributes attributes;
  // One is whoever reads the list of files.
  private final AtomicInteger users = new AtomicInteger(1);
  private volatile @Nullable String damage;
  private volatile boolean absent;
  private long bytes;
  private long written;

  RestoreFile(VaultPath name, Path path, ItemAttributes attributes) {
    this.name = name;
    this.path = path;
    this.attributes = attributes;
  }

  VaultPath name() {
    return name;
  }

  Path path() {
    return path;
  }

  ItemAttributes attributes() {
    return attributes;
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
    return FileChannel.open(path, WRITE, OWNER_ALONE);
  }

  /// Makes it as long as it was, also where it is empty or ends in a hole.
  void complete() throws IOException {
    if (written == bytes && bytes > 0) {
      return;
    }
    try (var channel = open()) {
      if (bytes > 0) {
        channel.write(ByteBuffer.wrap(new byte[1]), bytes - 1);
      }
    }
  }

  void remove() throws IOException {
    Files.deleteIfExists(path);
  }
}
