package dev.lifeboat.lab.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A small file that is always either its old or its new content, whatever dies meanwhile.
///
/// One writer at a time: the temporary file has a fixed name, so a crash leaves at most one behind.
public final class DurableFile {
  private final Path path;

  public DurableFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  public boolean exists() {
    return Files.exists(path);
  }

  public byte[] read() throws IOException {
    return Files.readAllBytes(path);
  }

  /// Returns once the content would survive a power cut. When it throws, the old content stands.
  public void write(byte[] content) throws IOException {
    var temporary = path.resolveSibling(path.getFileName() + ".new");
    try (var file =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(
        temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    var folder = path.getParent();
    if (folder != null) {
      try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
