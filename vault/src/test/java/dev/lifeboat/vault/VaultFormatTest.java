package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What this release writes, and the releases before it wrote, stays readable.
class VaultFormatTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/lifeboat/vault/golden-1");

  @TempDir private Path folder;

  /// Never written anew: it stands for the vaults of those who upgrade.
  @Test
  void the_golden_vault_is_restored() throws Exception {
    var vault =
        Vault.open(
            SampleVaults.store(GOLDEN),
            SampleVaults.passphrase("test vector"),
            new SecureRandom(),
            Clock.systemUTC());
    var target = folder.resolve("target");

    var result = vault.restore(Optional.empty(), Optional.empty(), target, VaultProgress.SILENT);

    assertThat(result.damages()).isEmpty();
    assertThat(result.files()).isEqualTo(4);
    assertThat(target.resolve("folder/hello")).hasContent("hello, vault\n".repeat(40));
    assertThat(Files.isSameFile(target.resolve("same"), target.resolve("folder/hello"))).isTrue();
    assertThat(Files.readSymbolicLink(target.resolve("link"))).hasToString("folder/hello");
    assertThat(target.resolve("hole")).hasSize(700_000);
    assertThat(target.resolve("empty")).isEmptyFile();
    var odd = new VaultPath(new byte[] {'o', 'd', 'd', (byte) 0xff}).below(target);
    assertThat(Files.readAllBytes(odd)).containsExactly(1, 2, 3);
    assertThat(vault.check(true, VaultProgress.SILENT).damages()).isEmpty();
  }

  @Test
  void the_page_has_the_vectors_that_the_code_makes() throws Exception {
    var page = Files.readString(Path.of("../docs/vault-format.md"));
    var keys = new VaultKeys(new byte[VaultKeys.BYTES]);
    var chunk = keys.chunkNames().doFinal("abc".getBytes(StandardCharsets.UTF_8));

    assertThat(page)
        .contains(
            HexFormat.of().formatHex(keys.wrap.getEncoded()), HexFormat.of().formatHex(chunk));
  }
}
