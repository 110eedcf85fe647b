package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultCopyTest {
  private static final VaultSecret OTHER_SECRET = SampleVaults.passphrase("battery staple");

  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private final MemoryVaultStore otherStore = new MemoryVaultStore();
  private Path source;
  private Vault vault;
  private Vault other;

  @BeforeEach
  void make() throws Exception {
    source = folder.resolve("source");
    new SampleTree(4).fill(source, 30);
    Files.write(source.resolve("large"), new SampleTree(1).bytes(3 << 20));
    Files.write(source.resolve("hole"), new byte[5 << 20]);
    SampleVaults.create(store);
    vault = SampleVaults.open(store);
    other =
        Vault.create(
            otherStore, OTHER_SECRET, SampleVaults.CHEAP, new SecureRandom(), Clock.systemUTC());
    vault.backup(source, VaultProgress.SILENT);
  }

  private CopyResult copy() throws Exception {
    return vault.copyTo(other, Optional.empty(), VaultProgress.SILENT);
  }

  @Test
  void a_copy_comes_back_by_the_other_key_alone() throws Exception {
    var copied = copy();

    assertThat(copied.requireWhole().copied()).hasSize(1);
    assertThat(other.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
    var target = folder.resolve("target");
    other.restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);
    SampleTree.assertSame(target, source);
    assertThatThrownBy(() ->
            Vault.open(otherStore, SampleVaults.SECRET, new SecureRandom(), Clock.systemUTC()))
        .isInstanceOf(WrongKeyException.class);
    var names = store.list(Shelf.PACKS);
    assertThat(otherStore.list(Shelf.PACKS)).doesNotContainAnyElementsOf(names);
  }

  @Test
  void what_the_other_has_already_is_passed_over() throws Exception {
    copy();
    Files.writeString(source.resolve("new"), "content");
    vault.backup(source, VaultProgress.SILENT);

    var again = copy();

    assertThat(again.known()).isOne();
    assertThat(again.copied()).hasSize(1);
    assertThat(again.addedBytes()).isLessThan(100_000);
    assertThat(other.snapshots().snapshots()).hasSize(2);
  }

  @Test
  void what_the_other_lost_since_is_stored_again() throws Exception {
    copy();
    var packs = otherStore.list(Shelf.PACKS);
    for (var pack : packs) {
      var bytes = otherStore.get(Shelf.PACKS, pack.name());
      otherStore.delete(Shelf.PACKS, pack.name());
      if (!pack.equals(packs.getFirst())) {
        bytes[bytes.length / 2] ^= 1;
        otherStore.put(Shelf.PACKS, pack.name(), bytes, bytes.length);
      }
    }
    other.repair(VaultProgress.SILENT);
    assertThat(other.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isNotEmpty();

    assertThat(copy().healed()).isOne();

    assertThat(other.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
    assertThat(other.snapshots().snapshots()).hasSize(1);
    assertThat(copy().healed()).isZero();
    var target = folder.resolve("target");
    other.restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);
    SampleTree.assertSame(target, source);
  }

  @Test
  void a_damaged_one_is_told_and_the_others_are_copied() throws Exception {
    var damaged = vault.snapshots().snapshots().getFirst().id();
    var small = Files.createDirectory(folder.resolve("small"));
    for (var pack : store.list(Shelf.PACKS)) {
      var bytes = store.get(Shelf.PACKS, pack.name());
      bytes[bytes.length / 2] ^= 1;
      store.delete(Shelf.PACKS, pack.name());
      store.put(Shelf.PACKS, pack.name(), bytes, bytes.length);
    }

    Files.writeString(small.resolve("whole"), "content");
    vault.backup(small, VaultProgress.SILENT);
    var unreadable = SealedFile.newName(new SecureRandom());
    store.put(Shelf.SNAPSHOTS, unreadable, new byte[100], 100);

    var result = copy();

    assertThat(result.damages())
        .extracting(VaultDamage::where)
        .containsExactlyInAnyOrder("snapshots/" + damaged, "snapshots/" + unreadable);
    assertThatThrownBy(result::requireWhole)
        .as("whoever wants all of it")
        .isInstanceOf(DamageException.class)
        .hasMessageContaining("not copied: snapshots/");
    assertThat(other.snapshots().snapshots())
        .extracting(it -> it.source().toString())
        .singleElement()
        .asString()
        .endsWith("/small");
  }

  @Test
  void what_changed_between_two_snapshots_is_told_by_path() throws Exception {
    var first = vault.snapshots().snapshots().getFirst().id();
    Files.writeString(source.resolve("added"), "content");
    Files.delete(source.resolve("hole"));
    Files.write(source.resolve("large"), new SampleTree(2).bytes(3 << 20));
    vault.backup(source, VaultProgress.SILENT);

    var changes = vault.diff(first, SnapshotChoice.NEWEST);

    assertThat(changes)
        .contains(
            new PathChange(PathChange.Kind.ADDED, VaultPath.of("added")),
            new PathChange(PathChange.Kind.REMOVED, VaultPath.of("hole")),
            new PathChange(PathChange.Kind.CONTENT, VaultPath.of("large")));
    // The folder itself has another time.
    assertThat(changes).hasSize(4);
    var second = vault.snapshots().snapshots().getFirst().id();
    assertThat(vault.diff(second, new SnapshotChoice.Id(second))).isEmpty();
  }

  @Test
  void its_figures_are_those_of_what_it_holds() throws Exception {
    var stats = vault.stats();

    assertThat(stats.snapshots()).isOne();
    assertThat(stats.packs()).isEqualTo(store.list(Shelf.PACKS).size());
    assertThat(stats.storedBytes())
        .isEqualTo(store.list(Shelf.PACKS).stream().mapToLong(VaultStore.Item::bytes).sum());
    assertThat(stats.chunkBytes()).isBetween(3L << 20, stats.sourceBytes());
    assertThat(stats.markedPacks()).isZero();
  }
}
