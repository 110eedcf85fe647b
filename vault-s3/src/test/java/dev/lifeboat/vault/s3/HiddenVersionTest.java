package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultDamage;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Goal: where a bucket has versions, a pack that an attacker hides is told, never read as another,
/// and comes back by the version that the bucket kept.
///
/// Method: a delete marker or a newer version over the only pack, as S3 lets a writer put them
/// beside what is locked. A restore finds no version that is hidden: somebody puts it there anew.
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
    return open().check(true, VaultProgress.SILENT).damages().stream()
        .map(VaultDamage::where)
        .toList();
  }

  private void requireToldAndMended() throws Exception {
    assertThat(damages()).as("it is told").anyMatch(it -> pack.endsWith(it));
    var versions = s3.listObjectVersions(it -> it.bucket(place.bucket()).prefix(pack)).versions();
    var first = versions.getLast();
    var bytes =
        s3.getObjectAsBytes(it -> it.bucket(place.bucket()).key(pack).versionId(first.versionId()));
    s3.putObject(
        it -> it.bucket(place.bucket()).key(pack), RequestBody.fromBytes(bytes.asByteArray()));
    assertThat(damages()).isEmpty();
    var target = folder.resolve("target");
    assertThat(
            open()
                .restore(Optional.empty(), Optional.empty(), target, VaultProgress.SILENT)
                .damages())
        .isEmpty();
    assertThat(target.resolve("file")).hasContent("kept");
  }

  @Test
  void a_pack_under_a_delete_marker_is_told_missing_and_comes_back() throws Exception {
    s3.deleteObject(it -> it.bucket(place.bucket()).key(pack));
    requireToldAndMended();
  }

  @Test
  void a_pack_under_a_newer_version_is_told_damaged_and_comes_back() throws Exception {
    s3.putObject(
        it -> it.bucket(place.bucket()).key(pack), RequestBody.fromString("pay, or it stays so"));
    requireToldAndMended();
  }
}
