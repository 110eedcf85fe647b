package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fence by itself. A pass stands for a write in flight.
class RoleBookTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  private RoleBook open() throws IOException {
    return new RoleBook(folder, "images", "east", InstantSource.system());
  }

  @Test
  void a_role_that_cannot_be_read_is_not_taken_for_none() throws Exception {
    Files.createSymbolicLink(folder.resolve("role.json"), Path.of("role.json"));

    assertThatThrownBy(this::open).isInstanceOf(IOException.class);
  }

  @Test
  void a_change_to_replica_does_not_return_while_a_clients_write_is_in_flight() throws Exception {
    var roles = open();
    roles.change(BucketRole.WRITER, 1, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pass = roles.admitClient().orElseThrow();
      assertDraining(threads, () -> roles.change(BucketRole.REPLICA, 2, SHORT));
      assertThat(threads.submit(() -> roles.admitClient().isPresent()).get())
          .as("nobody new gets in meanwhile")
          .isFalse();
      pass.close();
      made(threads, () -> roles.change(BucketRole.REPLICA, 2, LONG));
    }
    assertThat(roles.admitClient()).isEmpty();
  }

  @Test
  void a_raise_does_not_return_while_a_version_of_an_older_epoch_is_being_stored()
      throws Exception {
    var roles = open();
    roles.change(BucketRole.REPLICA, 1, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pass = roles.admitPeer(1, LONG);
      assertDraining(threads, () -> roles.change(BucketRole.WRITER, 2, SHORT));
      pass.close();
      made(threads, () -> roles.change(BucketRole.WRITER, 2, LONG));
    }
    assertRefused(() -> roles.admitPeer(1, LONG));
  }

  @Test
  void a_writer_that_starts_again_is_a_replica_until_told_and_may_be_told_its_own_epoch()
      throws Exception {
    open().change(BucketRole.WRITER, 3, LONG);
    var again = open();
    assertThat(again.standing()).isEqualTo(new RoleBook.Standing(BucketRole.REPLICA, 3, 3));
    assertThat(again.admitClient()).isEmpty();
    assertRefused(() -> again.admitPeer(3, LONG)); // Epoch 3 is this region's own.
    again.change(BucketRole.WRITER, 3, LONG);
    assertThat(again.isOpen()).isTrue();
  }

  /// Goal: a fence that waits for writes in flight is undone by no promotion of the epoch before.
  @Test
  void what_is_about_to_be_a_replica_is_opened_by_a_higher_epoch_alone() throws Exception {
    var roles = open();
    roles.change(BucketRole.WRITER, 3, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pass = roles.admitClient().orElseThrow();
      assertDraining(threads, () -> roles.change(BucketRole.REPLICA, 4, SHORT));
      pass.close();
    }

    for (long epoch : List.of(3L, 4L)) {
      assertRefused(() -> roles.change(BucketRole.WRITER, epoch, LONG));
    }
    assertThat(roles.isOpen()).isFalse();
    assertThat(roles.admitClient()).isEmpty();

    roles.change(BucketRole.WRITER, 5, LONG);
    assertThat(roles.admitClient()).isPresent();
  }

  /// Goal: a fence or a follow of a run that was under way for long does not undo the promotion of
  /// the same run.
  @Test
  void a_writer_is_made_a_replica_only_under_a_higher_epoch() throws Exception {
    var roles = open();
    roles.change(BucketRole.WRITER, 3, LONG);

    assertRefused(() -> roles.change(BucketRole.REPLICA, 3, LONG));

    assertThat(roles.admitClient()).as("it goes on writing").isPresent();
    assertThat(roles.standing().role()).isEqualTo(BucketRole.WRITER);
  }

  @Test
  void a_late_promotion_is_refused_as_late_whoever_was_followed() throws Exception {
    var roles = open();
    roles.change(BucketRole.REPLICA, 5, LONG);

    assertRefused(() -> roles.promote(4, Succession.of(1), LONG));
  }

  @Test
  void only_a_bucket_that_was_compared_with_the_writer_before_is_promoted() throws Exception {
    var roles = open();
    roles.change(BucketRole.REPLICA, 1, LONG);

    assertNoCandidate("nobody ever compared it", () -> roles.promote(2, Succession.of(1), LONG));
    assertThat(roles.standing().role()).isEqualTo(BucketRole.REPLICA);
    roles.equal(1);
    assertThat(open().followed().orElseThrow().epoch()).as("durably").isEqualTo(1);
    assertNoCandidate(
        "another writer came in between", () -> roles.promote(3, Succession.of(2), LONG));
    roles.promote(3, new Succession(2, List.of(), Optional.of("ann: gone")), LONG);
    assertThat(roles.isOpen()).as("by a person's word").isTrue();
    roles.change(BucketRole.REPLICA, 4, LONG);
    roles.promote(5, Succession.of(3), LONG);
    assertThat(roles.isOpen()).as("it was that writer itself").isTrue();
  }

  /// Goal: a full disk neither stops writes nor leaves one in flight for ever. Method: a folder in
  /// the place of the file that says who was followed; each write is a minute later, so that it is
  /// due.
  @Test
  void a_write_waits_for_no_note_of_who_was_followed_and_leaks_no_pass() throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-11-20T15:04:05Z"));
    var roles = new RoleBook(folder, "images", "east", now::get);
    roles.change(BucketRole.REPLICA, 1, LONG);
    roles.equal(1);
    Files.delete(folder.resolve("followed.json"));
    Files.createDirectories(folder.resolve("followed.json").resolve("full"));

    now.set(now.get().plusSeconds(60));
    roles.admitPeer(1, LONG).close();
    roles.promote(2, Succession.of(1), LONG);
    now.set(now.get().plusSeconds(60));
    roles.admitClient().orElseThrow().close();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      made(threads, () -> roles.change(BucketRole.REPLICA, 3, SHORT));
    }
  }

  @Test
  void a_gateway_that_lost_its_folder_is_no_candidate() throws Exception {
    var roles = open();

    assertNoCandidate("of no writer", () -> roles.promote(5, Succession.of(4), LONG));
    assertNoCandidate(
        "nor told so by the placement", () -> roles.promote(5, Succession.NONE, LONG));
    assertNoCandidate("nor of the first", () -> roles.promote(1, Succession.of(1), LONG));
    assertThat(roles.standing()).isEqualTo(new RoleBook.Standing(BucketRole.REPLICA, 0, 0));
  }

  @Test
  void the_first_writer_of_all_replaces_nobody() throws Exception {
    var roles = open();
    roles.promote(1, Succession.NONE, LONG);
    assertThat(roles.isOpen()).isTrue();
  }

  private interface Act {
    void run() throws Exception;
  }

  /// On a thread of its own, since a pass belongs to the thread that took it.
  private static void made(ExecutorService threads, Act act) throws Exception {
    threads
        .submit(() -> {
          act.run();
          return true;
        })
        .get();
  }

  private static void assertDraining(ExecutorService threads, Act act) {
    assertThatThrownBy(() -> made(threads, act))
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.status()).isEqualTo(503));
  }

  private static void assertRefused(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(EpochRefusedException.class);
  }

  private static void assertNoCandidate(String why, ThrowingCallable act) {
    assertThatThrownBy(act)
        .as(why)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(Code.LB3011.name()));
  }
}
