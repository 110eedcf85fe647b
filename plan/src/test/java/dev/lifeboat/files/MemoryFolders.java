package dev.lifeboat.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Folders for tests that crash processes and never a machine: in memory where Linux has one with
/// room, since a disk that says of each write that it has it takes longer than what is tested.
///
/// @param memory a folder that is kept in memory; it may be missing
/// @param room how many bytes must be free there
public record MemoryFolders(Path memory, long room) implements TempDirFactory {
  private static final String PREFIX = "lifeboat-";

  /// Ten times what any test keeps: what others have there must not fail a test.
  private static final long ROOM = 1L << 30;

  /// As JUnit makes it.
  public MemoryFolders() {
    this(Path.of("/dev/shm"), ROOM);
  }

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    return next();
  }

  Path next() throws IOException {
    return hasRoom()
        ? Files.createTempDirectory(memory, PREFIX)
        : Files.createTempDirectory(PREFIX);
  }

  private boolean hasRoom() throws IOException {
    return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() >= room;
  }
}
