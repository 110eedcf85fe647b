package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Vaults for tests, whose passphrase costs little.
final class SampleVaults {
  static final PassphraseCost CHEAP = new PassphraseCost(64, 1, 1);
  static final VaultSecret SECRET = passphrase("correct horse");

  /// What a test just wrote is old enough to be believed unchanged.
  private static final InstantSource LATER = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(1));

  private SampleVaults() {}

  static VaultSecret passphrase(String words) {
    return new VaultSecret.Passphrase(words.getBytes(StandardCharsets.UTF_8));
  }

  static FolderStore store(Path folder) {
    return new FolderStore(folder, Clock.systemUTC());
  }

  static Vault create(VaultStore store) throws IOException {
    return Vault.create(store, SECRET, CHEAP, new SecureRandom(), Clock.systemUTC());
  }

  static Vault open(VaultStore store) throws IOException {
    return open(store, LATER);
  }

  static Vault open(VaultStore store, InstantSource clock) throws IOException {
    return Vault.open(store, SECRET, new SecureRandom(), clock);
  }

  static VaultKeys keys(VaultStore store) throws IOException {
    var opened = VaultKeySlots.open(store, SECRET, new SecureRandom());
    return new VaultKeys(opened.master(), opened.own());
  }

  /// As somebody does who may, and says so.
  static void remove(VaultStore store, String snapshot) throws IOException {
    open(store).custody().forget(snapshot, "a test needs it no more");
  }

  static BackupResult backup(VaultStore store, Path source)
      throws IOException, InterruptedException {
    return open(store).backup(source, VaultProgress.SILENT);
  }

  static RestoreResult restore(VaultStore store, Path target)
      throws IOException, InterruptedException {
    return open(store).restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);
  }

  static VaultCheckResult check(VaultStore store) throws IOException, InterruptedException {
    return open(store).check(ReadShare.ALL, VaultProgress.SILENT);
  }
}
