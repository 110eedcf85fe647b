package dev.lifeboat.vault.s3;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.ReadShare;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultDamage;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Goal: where a bucket has versions, what an attacker hides is told, never read as another, and
/// restored from the versions that the bucket kept.
///
/// Method: delete markers and newer versions over a vault's objects, as S3 lets a writer put them
/// beside what is locked. (This server lists keys under a marker, where S3 does not.)
final class HiddenVersionTest {
  private static final VaultSecret SECRET =
      new VaultSecret.Passphrase("correct horse".getBytes(StandardCharsets.UTF_8));

  @TempDir private static Path shared;
  private static S3Mock server;

  @TempDir private Path folder;
  private S3Place place;
  private S3Client s3;
  private S3VaultStore store;
  private String pack;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Mock(shared);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.end();
  }

  @BeforeEach
  void backUp() throws Exception {
    place = server.newPlace();
    s3 = S3Mock.client(place, UrlConnectionHttpClient.create());
    s3.putBucketVersioning(it ->
        it.bucket(place.bucket())
            .versioningConfiguration(x -> x.status(BucketVersioningStatus.ENABLED)));
    store = new S3VaultStore(s3, place);
    var clock = Clock.systemUTC();
    Vault.create(store, SECRET, new PassphraseCost(64, 1, 1), new SecureRandom(), clock);
    var source = Files.createDirectory(folder.resolve("source"));
    Files.writeString(source.resolve("file"), "kept");
    open().backup(source, VaultProgress.SILENT);
    pack = place.key(Shelf.PACKS, store.list(Shelf.PACKS).getFirst().name());
  }

  private Vault open() throws IOException {
    return Vault.open(store, SECRET, new SecureRandom(), Clock.systemUTC());
  }

  private List<String> damages() throws Exception {
    return open().check(ReadShare.ALL, VaultProgress.SILENT).damages().stream()
        .map(VaultDamage::where)
        .toList();
  }

  /// What the bucket still keeps of the vault is all of it.
  private void requireRestored() throws Exception {
    var vault = Vault.open(store.asWritten(), SECRET, new SecureRandom(), Clock.systemUTC());
    assertThat(vault.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
    var target = folder.resolve("target");
    var result = vault.restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);
    assertThat(result.damages()).isEmpty();
    assertThat(target.resolve("file")).hasContent("kept");
  }

  @Test
  void a_pack_under_a_delete_marker_is_told_missing_and_restored() throws Exception {
    s3.deleteObject(it -> it.bucket(place.bucket()).key(pack));
    assertThat(damages()).anyMatch(it -> pack.endsWith(it));
    requireRestored();
  }

  @Test
  void a_pack_under_a_newer_version_is_told_damaged_and_restored() throws Exception {
    s3.putObject(
        it -> it.bucket(place.bucket()).key(pack), RequestBody.fromString("pay, or it stays so"));
    assertThat(damages()).anyMatch(it -> pack.endsWith(it));
    requireRestored();
  }

  /// Also its keys and its snapshots, so that nothing tells that there is a vault.
  @Test
  void a_vault_of_which_all_is_hidden_is_restored() throws Exception {
    for (var shelf : Shelf.values()) {
      for (var item : store.list(shelf)) {
        var key = place.key(shelf, item.name());
        s3.putObject(it -> it.bucket(place.bucket()).key(key), RequestBody.fromString("pay"));
        s3.deleteObject(it -> it.bucket(place.bucket()).key(key));
      }
    }
    assertThatIOException().as("without its keys").isThrownBy(this::open);
    requireRestored();
  }

  /// Goal: more objects than a page of the list holds, and one written since, are found.
  @Test
  void what_is_written_through_it_is_read_through_it() throws Exception {
    var paged = new S3VaultStore(s3, place, 2).asWritten();
    for (int i = 10; i < 15; i++) {
      paged.put(Shelf.MARKS, "" + i, new byte[i], i);
    }
    paged.delete(Shelf.MARKS, "12");
    assertThat(paged.list(Shelf.MARKS)).hasSize(5).isSortedAccordingTo(comparing(Item::name));
    assertThat(paged.get(Shelf.MARKS, "12")).hasSize(12);
    assertThat(paged.get(Shelf.MARKS, "14", 3, 11)).hasSize(11);
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> paged.get(Shelf.MARKS, "99"));
  }
}
