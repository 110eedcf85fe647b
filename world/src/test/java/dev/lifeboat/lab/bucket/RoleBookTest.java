package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Succession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fence by itself. A pass stands for a write in flight.
class RoleBookTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  private RoleBook open() throws IOException {
    return RoleBook.open(folder, "images", "east", InstantSource.system());
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
      var early = threads.submit(() -> roles.change(BucketRole.REPLICA, 2, SHORT)).get();
      assertThat(early).isInstanceOf(RoleBook.Change.Draining.class);
      assertThat(threads.submit(() -> roles.admitClient().isPresent()).get())
          .as("nobody new gets in meanwhile")
          .isFalse();
      pass.close();
      assertThat(threads.submit(() -> roles.change(BucketRole.REPLICA, 2, LONG)).get())
          .isInstanceOf(RoleBook.Change.Made.class);
    }
    assertThat(roles.admitClient()).isEmpty();
  }

  @Test
  void a_raise_does_not_return_while_a_version_of_an_older_epoch_is_being_stored()
      throws Exception {
    var roles = open();
    roles.change(BucketRole.REPLICA, 1, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var admitted = (RoleBook.Admission.Admitted) roles.admitPeer(1, LONG);
      assertThat(threads.submit(() -> roles.change(BucketRole.WRITER, 2, SHORT)).get())
          .isInstanceOf(RoleBook.Change.Draining.class);
      admitted.pass().close();
      assertThat(threads.submit(() -> roles.change(BucketRole.WRITER, 2, LONG)).get())
          .isInstanceOf(RoleBook.Change.Made.class);
    }
    assertThat(roles.admitPeer(1, LONG)).isInstanceOf(RoleBook.Admission.Refused.class);
  }

  @Test
  void a_writer_that_starts_again_is_a_replica_until_told_and_may_be_told_its_own_epoch()
      throws Exception {
    open().change(BucketRole.WRITER, 3, LONG);
    var again = open();
    assertThat(again.standing()).isEqualTo(new RoleBook.Standing(BucketRole.REPLICA, 3, 3));
    assertThat(again.admitClient()).isEmpty();
    assertThat(again.admitPeer(3, LONG))
        .as("epoch 3 is this region's own")
        .isInstanceOf(RoleBook.Admission.Refused.class);
    assertThat(again.change(BucketRole.WRITER, 3, LONG)).isInstanceOf(RoleBook.Change.Made.class);
  }

  /// Goal: a fence that waits for writes in flight is undone by no promotion of the epoch before.
  @Test
  void what_is_about_to_be_a_replica_is_opened_by_a_higher_epoch_alone() throws Exception {
    var roles = open();
    roles.change(BucketRole.WRITER, 3, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pass = roles.admitClient().orElseThrow();
      assertThat(threads.submit(() -> roles.change(BucketRole.REPLICA, 4, SHORT)).get())
          .isInstanceOf(RoleBook.Change.Draining.class);
      pass.close();
    }

    for (long epoch : List.of(3L, 4L)) {
      assertThat(roles.change(BucketRole.WRITER, epoch, LONG))
          .isInstanceOf(RoleBook.Change.Refused.class);
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

    assertThat(roles.change(BucketRole.REPLICA, 3, LONG))
        .isInstanceOf(RoleBook.Change.Refused.class);

    assertThat(roles.admitClient()).as("it goes on writing").isPresent();
    assertThat(roles.standing().role()).isEqualTo(BucketRole.WRITER);
  }

  @Test
  void a_late_promotion_is_refused_as_late_whoever_was_followed() throws Exception {
    var roles = open();
    roles.change(BucketRole.REPLICA, 5, LONG);

    assertThat(roles.promote(4, Succession.of(1), LONG))
        .isInstanceOf(RoleBook.Change.Refused.class);
  }

  @Test
  void only_a_bucket_that_was_compared_with_the_writer_before_is_promoted() throws Exception {
    var roles = open();
    roles.change(BucketRole.REPLICA, 1, LONG);

    assertThat(roles.promote(2, Succession.of(1), LONG))
        .as("nobody ever compared it")
        .isInstanceOfSatisfying(
            RoleBook.Change.NoCandidate.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3011));
    assertThat(roles.standing().role()).isEqualTo(BucketRole.REPLICA);
    roles.equal(1);
    assertThat(open().followed().orElseThrow().epoch()).as("durably").isEqualTo(1);
    assertThat(roles.promote(3, Succession.of(2), LONG))
        .as("another writer came in between")
        .isInstanceOf(RoleBook.Change.NoCandidate.class);
    assertThat(roles.promote(3, new Succession(2, List.of(), Optional.of("ann: gone")), LONG))
        .as("a person's word")
        .isInstanceOf(RoleBook.Change.Made.class);
    roles.change(BucketRole.REPLICA, 4, LONG);
    assertThat(roles.promote(5, Succession.of(3), LONG))
        .as("it was that writer itself")
        .isInstanceOf(RoleBook.Change.Made.class);
  }

  /// Goal: a full disk neither stops writes nor leaves one in flight for ever. Method: a folder in
  /// the place of the file that says who was followed; each write is a minute later, so that it is
  /// due.
  @Test
  void a_write_waits_for_no_note_of_who_was_followed_and_leaks_no_pass() throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-11-20T15:04:05Z"));
    var roles = RoleBook.open(folder, "images", "east", now::get);
    roles.change(BucketRole.REPLICA, 1, LONG);
    roles.equal(1);
    Files.delete(folder.resolve("followed.json"));
    Files.createDirectories(folder.resolve("followed.json").resolve("full"));

    now.set(now.get().plusSeconds(60));
    ((RoleBook.Admission.Admitted) roles.admitPeer(1, LONG)).pass().close();
    assertThat(roles.promote(2, Succession.of(1), LONG)).isInstanceOf(RoleBook.Change.Made.class);
    now.set(now.get().plusSeconds(60));
    roles.admitClient().orElseThrow().close();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.submit(() -> roles.change(BucketRole.REPLICA, 3, SHORT)).get())
          .isInstanceOf(RoleBook.Change.Made.class);
    }
  }

  @Test
  void a_gateway_that_lost_its_folder_is_no_candidate() throws Exception {
    var roles = open();

    assertThat(roles.promote(5, Succession.of(4), LONG))
        .isInstanceOf(RoleBook.Change.NoCandidate.class);
    assertThat(roles.promote(5, Succession.NONE, LONG))
        .as("nor told so by the placement")
        .isInstanceOf(RoleBook.Change.NoCandidate.class);
    assertThat(roles.promote(1, Succession.of(1), LONG))
        .isInstanceOf(RoleBook.Change.NoCandidate.class);
    assertThat(roles.standing()).isEqualTo(new RoleBook.Standing(BucketRole.REPLICA, 0, 0));
  }

  @Test
  void the_first_writer_of_all_replaces_nobody() throws Exception {
    assertThat(open().promote(1, Succession.NONE, LONG)).isInstanceOf(RoleBook.Change.Made.class);
  }
}
