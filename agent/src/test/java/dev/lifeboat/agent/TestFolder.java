package dev.lifeboat.agent;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Folders that other users can reach, and ports.
public final class TestFolder {
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(14_000));

  private TestFolder() {}

  public static Path create(String prefix) throws IOException {
    var folder = Files.createTempDirectory(prefix + "-").toRealPath();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  public static void delete(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /// Below those that outgoing connections are given, which could take it before its use; tests of
  /// other modules, which run beside these, have ports of their own. One after the other, since
  /// what was given is not bound yet.
  public static int freePort() throws IOException {
    while (true) {
      int port = 10_240 + Math.floorMod(NEXT_PORT.getAndIncrement(), 14_000 - 10_240);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Somebody has it; another one, then.
      }
    }
  }
}
