package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.FolderStore;
import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program in another language, which knows docs/vault-format.md alone, restores a snapshot. It
/// is here because its libraries are those of the testbed.
class VaultReaderTest {
  private static final Path SCRIPT = Path.of("..", "tools", "vault-read.py");

  @TempDir private Path folder;

  @Test
  void another_program_restores_a_snapshot_with_the_passphrase() throws Exception {
    var source = Files.createDirectories(folder.resolve("source/below")).getParent();
    var large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    Files.write(source.resolve("large"), large);
    Files.writeString(source.resolve("below/same"), "the same line\n".repeat(9999));
    Files.createLink(source.resolve("below/too"), source.resolve("large"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("below/same"));
    Files.write(source.resolve("hole"), new byte[5 << 20]);
    var passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    var vault =
        Vault.create(
            new FolderStore(folder.resolve("vault"), Clock.systemUTC()),
            new VaultSecret.Passphrase("correct horse".getBytes(StandardCharsets.UTF_8)),
            PassphraseCost.USUAL,
            new SecureRandom(),
            Clock.systemUTC());
    var id = vault.backup(source, VaultProgress.SILENT).snapshot().id();

    var target = folder.resolve("target");
    assertThat(read(passphrase, folder.resolve("vault"), id, target.toString())).isZero();

    try (var paths = Files.walk(source)) {
      for (var path : paths.toList()) {
        var restored = target.resolve(source.relativize(path));
        assertThat(Files.getLastModifiedTime(restored, LinkOption.NOFOLLOW_LINKS))
            .isEqualTo(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
        if (Files.isRegularFile(path)) {
          assertThat(Files.mismatch(restored, path)).as("%s", path).isEqualTo(-1);
        }
      }
    }
    assertThat(Files.isSameFile(target.resolve("below/too"), target.resolve("large"))).isTrue();
    assertThat(Files.readSymbolicLink(target.resolve("link"))).hasToString("below/same");
    assertThat(read(passphrase, folder.resolve("vault"), "trail")).isZero();
    try (var entries = Files.list(folder.resolve("vault/trail"))) {
      Files.delete(entries.sorted().findFirst().orElseThrow());
    }
    assertThat(read(passphrase, folder.resolve("vault"), "trail")).isEqualTo(1);
    Files.writeString(passphrase, "wrong horse\n");
    var other = folder.resolve("other").toString();
    assertThat(read(passphrase, folder.resolve("vault"), id, other)).isEqualTo(2);
  }

  private static int read(Path passphrase, Path vault, String... words) throws Exception {
    var command = new ProcessBuilder(".venv/bin/python", SCRIPT.toString(), vault.toString());
    command.command().addAll(List.of(words));
    command.environment().put("LIFEBOAT_VAULT_PASSPHRASE_FILE", passphrase.toString());
    return command.inheritIO().start().waitFor();
  }
}
