package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.ReadShare;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultStore;
import dev.lifeboat.vault.VaultStore.Shelf;
import dev.lifeboat.vault.VaultStoreContract;
import dev.lifeboat.vault.s3.FaultyHttp.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

class S3VaultStoreTest extends VaultStoreContract {
  private static final VaultSecret SECRET =
      new VaultSecret.Passphrase("correct horse".getBytes(StandardCharsets.UTF_8));

  @TempDir private static Path shared;
  private static S3Mock server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Mock(shared);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.end();
  }

  /// Lists of two keys a page, so that a few make many pages.
  @Override
  protected VaultStore newStore() {
    var place = server.newPlace();
    return new S3VaultStore(S3Mock.client(place, UrlConnectionHttpClient.create()), place, 2);
  }

  private static S3VaultStore store(S3Place place, FaultyHttp http) {
    return new S3VaultStore(S3Mock.client(place, http), place);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
  void what_was_put_is_there_whatever_becomes_of_the_first_call(Fault first) throws Exception {
    var http = new FaultyHttp(call -> call == 1 ? first : Fault.NONE);
    var store = store(server.newPlace(), http);

    store.put(Shelf.PACKS, "a0", new byte[] {1, 2, 3}, 3);

    assertThat(store.get(Shelf.PACKS, "a0")).containsExactly(1, 2, 3);
    assertThat(http.calls()).isGreaterThanOrEqualTo(first == Fault.NONE ? 2 : 3);
  }

  @Test
  void without_conditions_a_name_is_still_not_given_twice() throws Exception {
    var store = store(server.newPlace(), new FaultyHttp(_ -> Fault.NO_CONDITIONS));
    store.put(Shelf.PACKS, "a0", new byte[] {1}, 1);

    assertThatThrownBy(() -> store.put(Shelf.PACKS, "a0", new byte[] {2}, 1))
        .isInstanceOf(IOException.class);
    assertThat(store.get(Shelf.PACKS, "a0")).containsExactly(1);
  }

  /// Both were asked for under a condition; the reply to the one comes once the other is done.
  @Test
  void without_conditions_two_may_be_underway() throws Exception {
    var bothAsked = new CountDownLatch(2);
    var oneDone = new CountDownLatch(1);
    var http =
        new FaultyHttp(call -> {
          bothAsked.countDown();
          await(call == 1 ? bothAsked : oneDone, call);
          return Fault.NO_CONDITIONS;
        });
    var store = store(server.newPlace(), http);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var puts = new ArrayList<Future<?>>();
      for (var name : List.of("a0", "b0")) {
        puts.add(
            threads.submit(() -> {
              store.put(Shelf.PACKS, name, new byte[] {1}, 1);
              oneDone.countDown();
              return null;
            }));
      }
      for (var put : puts) {
        put.get();
      }
    }

    assertThat(store.list(Shelf.PACKS)).hasSize(2);
  }

  private static void await(CountDownLatch latch, int call) {
    try {
      if (call <= 2 && !latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other never came");
      }
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }

  @Test
  void a_server_that_is_busy_nine_times_is_asked_once_more() throws Exception {
    var http = new FaultyHttp(call -> call < 10 ? Fault.BUSY : Fault.NONE);
    var store = store(server.newPlace(), http);

    store.put(Shelf.PACKS, "a0", new byte[] {1}, 1);

    assertThat(http.calls()).isEqualTo(10);
  }

  @Test
  void what_the_store_refuses_to_delete_is_told_apart() {
    var store = store(server.newPlace(), new FaultyHttp(_ -> Fault.REFUSED));

    assertThatThrownBy(() -> store.delete(Shelf.PACKS, "a0"))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void what_a_bucket_promises_is_told() throws Exception {
    var place = server.newPlace();
    var s3 = S3Mock.client(place, UrlConnectionHttpClient.create());
    var locked = S3Place.of("s3://locked-vaults", place.endpoint(), place.region());
    s3.createBucket(it -> it.bucket(locked.bucket()).objectLockEnabledForBucket(true));
    try (var store = new S3VaultStore(s3, locked)) {
      assertThat(store.lock()).isEqualTo(ObjectLock.NONE);

      s3.putObjectLockConfiguration(it ->
          it.bucket(locked.bucket())
              .objectLockConfiguration(lock ->
                  lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                      .rule(rule ->
                          rule.defaultRetention(
                              each -> each.mode(ObjectLockRetentionMode.COMPLIANCE).days(35)))));
      assertThat(store.lock()).isEqualTo(new ObjectLock(ObjectLock.Mode.COMPLIANCE, 35));
    }
    assertThat(store(place, new FaultyHttp(_ -> Fault.REFUSED)).lock().mode())
        .isEqualTo(ObjectLock.Mode.UNKNOWN);
  }

  @Test
  void a_server_that_stays_busy_is_told_with_the_bucket() {
    var place = server.newPlace();
    var store = store(place, new FaultyHttp(_ -> Fault.BUSY));

    assertThatThrownBy(() -> store.list(Shelf.PACKS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(place.toString())
        .hasMessageContaining("503");
  }

  /// Each fourth call is broken, in turn by each way there is.
  @Test
  void a_backup_over_a_bad_network_comes_back_as_it_was() throws Exception {
    var source = Files.createDirectories(folder.resolve("source/below")).getParent();
    var bytes = new byte[5 << 20];
    new Random(1).nextBytes(bytes);
    Files.write(source.resolve("large"), bytes);
    Files.writeString(source.resolve("below/small"), "content");
    var kinds = new Fault[] {Fault.BUSY, Fault.LOST_REPLY, Fault.TIME_OUT};
    var http = new FaultyHttp(call -> call % 4 == 0 ? kinds[call / 4 % kinds.length] : Fault.NONE);
    var store = store(server.newPlace(), http);
    Vault.create(
        store, SECRET, new PassphraseCost(64, 1, 1), new SecureRandom(), Clock.systemUTC());
    var vault = Vault.open(store, SECRET, new SecureRandom(), Clock.systemUTC());

    vault.backup(source, VaultProgress.SILENT);
    assertThat(vault.check(ReadShare.ALL, VaultProgress.SILENT).damages()).isEmpty();
    var target = folder.resolve("target");
    vault.restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);

    assertThat(Files.mismatch(source.resolve("large"), target.resolve("large"))).isEqualTo(-1);
    assertThat(target.resolve("below/small")).hasContent("content");
    assertThat(http.calls()).as("calls, of which a fourth was broken").isGreaterThan(20);
  }
}
