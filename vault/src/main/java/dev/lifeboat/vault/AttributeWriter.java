package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicLong;

/// Gives what was restored its owner, mode and time. Thread-safe.
final class AttributeWriter {
  private final AtomicLong plain = new AtomicLong();

  /// @param link whether it is a symbolic link, which has no mode of its own
  void write(Path path, ItemAttributes attributes, boolean link) throws IOException {
    own(path, attributes);
    // After the owner: who is given a file loses its set-user bit.
    if (!link) {
      Files.setAttribute(path, "unix:mode", attributes.mode());
    }
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(attributes.modified()), null, null);
  }

  private void own(Path path, ItemAttributes attributes) throws IOException {
    var now = ItemAttributes.look(path).attributes();
    if (now.owner() == attributes.owner() && now.group() == attributes.group()) {
      return;
    }
    try {
      Files.setAttribute(path, "unix:uid", attributes.owner(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", attributes.group(), LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException notAllowed) {
      plain.incrementAndGet();
    }
  }

  /// How many things could not be given to their owner.
  long plain() {
    return plain.get();
  }
}
