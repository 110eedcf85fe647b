package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// The storefront of which nothing is in the other region but what its vault brings back, with that
/// vault, below a folder that PostgreSQL's unprivileged user can reach.
record VaultedPlan(Path root, Path file) implements AutoCloseable {
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront").toAbsolutePath();

  /// Makes plan and vault; no lab is up yet.
  static VaultedPlan make() throws IOException {
    // JUnit's own temporary folders are private.
    var root = Files.createTempDirectory("lifeboat-vaulted-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    var made = new VaultedPlan(root, write(root));
    assertThat(
            Invocation.of("vault", "init", root.resolve("vault"), "--key-file", made.key())
                .exitCode())
        .isZero();
    return made;
  }

  /// Writes the plan alone.
  static Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("lifeboat.yaml"), text());
  }

  private static String text() throws IOException {
    return Files.readString(STOREFRONT.resolve("lifeboat.yaml"))
            .replace("target/", STOREFRONT.resolve("target") + "/")
            .replace("warm-standby", "backup-and-restore")
            .replace("standby: 1", "standby: 0")
            .replace("    verify:", "    backup: { to: offsite, logs: 1s }\n    verify:")
        + "vaults: { offsite: { url: vault, keys: key } }\n";
  }

  Path key() {
    return root.resolve("key");
  }

  Path state() {
    return root.resolve("state");
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
