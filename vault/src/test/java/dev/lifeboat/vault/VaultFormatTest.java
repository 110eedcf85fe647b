package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.KeepRules.Span;
import dev.lifeboat.vault.TrailEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What this release writes, and the releases before it wrote, stays readable.
class VaultFormatTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/lifeboat/vault");

  @TempDir private Path folder;

  /// A copy, whose trail tells of the restore.
  private Vault golden(String name) throws Exception {
    var copy = folder.resolve(name);
    try (var files = Files.walk(GOLDEN.resolve(name))) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(GOLDEN.resolve(name).relativize(file)));
      }
    }
    return Vault.open(
        SampleVaults.store(copy),
        SampleVaults.passphrase("test vector"),
        new SecureRandom(),
        Clock.systemUTC());
  }

  /// Never written anew: it stands for the vaults of those who upgrade.
  @Test
  void the_golden_vault_is_restored() throws Exception {
    var vault = golden("golden-1");
    var target = folder.resolve("target");

    var result = vault.restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);

    assertThat(result.damages()).isEmpty();
    assertThat(result.files()).isEqualTo(4);
    assertThat(target.resolve("folder/hello")).hasContent("hello, vault\n".repeat(40));
    assertThat(Files.isSameFile(target.resolve("same"), target.resolve("folder/hello"))).isTrue();
    assertThat(Files.readSymbolicLink(target.resolve("link"))).hasToString("folder/hello");
    assertThat(target.resolve("hole")).hasSize(700_000);
    assertThat(target.resolve("empty")).isEmptyFile();
    var odd = new VaultPath(new byte[] {'o', 'd', 'd', (byte) 0xff}).below(target);
    assertThat(Files.readAllBytes(odd)).containsExactly(1, 2, 3);
    assertThat(vault.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
  }

  /// As the first release with a trail wrote it; never written anew either.
  @Test
  void the_golden_vault_with_a_trail_is_read() throws Exception {
    var vault = golden("golden-2");

    assertThat(vault.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
    var trail = vault.custody().trail();
    assertThat(trail.entries())
        .extracting(TrailEntry::kind)
        .containsExactly(
            Kind.RETENTION,
            Kind.KEEPING,
            Kind.BACKUP,
            Kind.KEPT,
            Kind.HOLD,
            Kind.BACKUP,
            Kind.KEPT,
            Kind.RELEASE,
            Kind.REMOVAL);
    assertThat(trail.entries())
        .last()
        .extracting(TrailEntry::text)
        .isEqualTo("a password is in it");
    assertThat(trail.retentions()).containsExactly(new VaultRetention("books:", 2557));
    assertThat(trail.keepRules().counts()).isEqualTo(Map.of(Span.DAILY, 7, Span.YEARLY, 2));
    var hold = trail.entries().get(4);
    assertThat(hold.text()).isEqualTo("case 12");
    assertThat(hold.names()).isEqualTo(trail.entries().get(2).names());
    assertThat(hold.before()).hasSize(4);
    var target = folder.resolve("target");
    vault.restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);
    assertThat(target.resolve("hello")).hasContent("hello, vault\n");
  }

  @Test
  void the_page_has_the_vectors_that_the_code_makes() throws Exception {
    var page = Files.readString(Path.of("../docs/vault-format.md"));
    var keys = new VaultKeys(new byte[VaultKeys.BYTES], "");
    var chunk = keys.chunkNames().doFinal("abc".getBytes(StandardCharsets.UTF_8));

    assertThat(page)
        .contains(
            HexFormat.of().formatHex(keys.wrap.getEncoded()), HexFormat.of().formatHex(chunk));
  }
}
