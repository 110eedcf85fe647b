package dev.lifeboat.lab.e2e;

import dev.lifeboat.postgres.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// PostgreSQL's binaries, unpacked once for all labs of this process: that takes seconds.
final class SharedBinaries {
  private static final Path FOLDER = unpack();

  private SharedBinaries() {}

  /// They are below `state` from now on, as where a lab was before.
  static void linkInto(Path state) throws IOException {
    Files.createDirectories(state);
    Files.createSymbolicLink(state.resolve("postgres"), FOLDER);
  }

  private static Path unpack() {
    try {
      var folder = Files.createTempDirectory("lifeboat-binaries-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> RunningLab.deleteTree(folder)));
      var _ = Bundle.unpackInto(folder);
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
