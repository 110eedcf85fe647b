package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Real servers: clone, stream, switch over and come back.
@ExtendWith(Binaries.class)
class ReplicationTest {

  /// Goal: a switchover loses nothing, and the old primary follows the new one without a new clone.
  ///
  /// Method: clone and stream; stop the primary cleanly; compare its control file with what the
  /// replica replayed; promote; write; start the old primary as a replica of the new one.
  @Test
  void old_primary_follows_after_a_clean_switchover(Site site) throws Exception {
    var east = site.primary("east");
    var west = site.replicaOf(east, "west");
    east.order(1);
    PostgresAwait.until("the order arrives", () -> west.orders().length == 1);
    try (var replica = west.session()) {
      assertThat(replica.hasWalReceiver()).isTrue();
      assertThat(replica.sinceLastMessage().orElseThrow()).isLessThan(Duration.ofMinutes(1));
    }
    var slots = slots(east);
    assertThat(slots).singleElement().matches(slot -> slot.active() && slot.name().equals("west"));
    assertThat(east.server().control().state()).isEqualTo(ControlFile.State.IN_PRODUCTION);

    east.stop();
    var end = east.server().control();
    assertThat(end.state()).isEqualTo(ControlFile.State.SHUT_DOWN);
    assertThat(end.systemIdentifier()).isEqualTo(west.server().control().systemIdentifier());
    try (var replica = west.session()) {
      PostgresAwait.until(
          "the replica has the shutdown checkpoint",
          () -> replica.positions().replay().orElseThrow().compareTo(end.checkpoint()) > 0);
      replica.promote();
      PostgresAwait.until("the replica is promoted", () -> !replica.inRecovery());
      replica.promote(); // Once more changes nothing.
      assertThat(replica.positions().timeline()).isEqualTo(2);
      assertThat(replica.positions().write()).isPresent();
      replica.createPhysicalSlot("east");
      replica.createPhysicalSlot("east");
    }
    assertThat(west.server().replica()).isFalse();
    west.order(2);
    var left = TimelineHistory.of(west.source("east").endpoint(), 2, Site.DEADLINE);
    assertThat(left).singleElement().matches(it -> it.at().compareTo(end.checkpoint()) > 0);
    assertThat(west.server().history()).isEqualTo(left);

    east.server().becomeReplica(west.source("east"));
    east.start();
    west.awaitStreaming("east");
    PostgresAwait.until("the old primary has the new order", () -> east.orders().length == 2);
    try (var replica = east.session()) {
      PostgresAwait.until("it is on the new timeline", () -> replica.positions().timeline() == 2);
      replica.dropSlot("west");
      replica.dropSlot("west");
      assertThat(replica.slots()).isEmpty();
    }
  }

  @Test
  void base_backup_reports_what_it_copied(Site site) throws Exception {
    var east = site.primary("east");
    var target = site.node("west").data();
    var seen = new long[3];

    var result =
        BaseBackup.take(
            east.source("west"),
            target,
            Launcher.user(),
            (files, bytes, total) -> {
              seen[0] = files;
              seen[1] = bytes;
              seen[2] = total;
            },
            Site.DEADLINE);

    assertThat(result.end()).isGreaterThan(result.start());
    assertThat(result.timeline()).isEqualTo(1);
    assertThat(result.files()).isEqualTo(seen[0]).isGreaterThan(900);
    assertThat(result.bytes()).isEqualTo(seen[1]).isLessThanOrEqualTo(seen[2]);
    assertThat(Files.exists(target.resolve("standby.signal"))).as("start guard").isTrue();
    assertThat(Files.getPosixFilePermissions(target)).hasSize(3);
    assertThat(slots(east)).singleElement().matches(slot -> slot.restart().isPresent());
    assertThatThrownBy(() -> take(east.source("west"), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not empty");
  }

  /// Its archive has a `standby.signal` of its own.
  @Test
  void a_replica_is_copied_as_well(Site site) throws Exception {
    var west = site.replicaOf(site.primary("east"), "west");
    var target = site.node("clone").data();
    take(west.source("clone"), target);
    assertThat(target.resolve("standby.signal")).isEmptyFile();
  }

  @Test
  void wrong_password_is_told_and_leaves_nothing_behind(Site site) throws Exception {
    var east = site.primary("east");
    var target = site.node("west").data();
    var right = east.source("west").endpoint();
    var wrong = right.by("wrong");

    assertThatThrownBy(() -> take(new Source(wrong, "west", "west"), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refused the login: 28P01 password authentication failed")
        .hasMessageContaining("wal@127.0.0.1")
        .hasMessageNotContaining("wrong");
    assertThat(target).isEmptyDirectory();
    assertThat(slots(east)).isEmpty();
  }

  @Test
  void tablespace_is_refused_with_its_place(Site site) throws Exception {
    var east = site.primary("east");
    var place = Files.createDirectory(east.data().resolveSibling("elsewhere"));
    Files.setOwner(place, Files.getOwner(east.data()));
    try (var session = east.session()) {
      session.execute("CREATE TABLESPACE elsewhere LOCATION '" + place + "'");
    }
    assertThatThrownBy(() -> take(east.source("west"), site.node("west").data()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has a tablespace at " + place);
  }

  @Test
  void interrupt_ends_a_base_backup_and_its_target_is_emptied(Site site) throws Exception {
    var east = site.primary("east");
    var target = site.node("west").data();
    BaseBackup.Progress interruptSoon =
        (files, bytes, total) -> {
          if (files == 100) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatThrownBy(() ->
            BaseBackup.take(
                east.source("west"), target, Optional.empty(), interruptSoon, Site.DEADLINE))
        .isInstanceOf(InterruptedException.class);
    assertThat(target).isEmptyDirectory();
    assertThat(Thread.interrupted()).isFalse();
  }

  private static void take(Source source, Path target) throws Exception {
    BaseBackup.take(
        source, target, Launcher.user(), (files, bytes, total) -> {}, Duration.ofSeconds(10));
  }

  private static List<Slot> slots(Site.Node node) throws Exception {
    try (var session = node.session()) {
      return session.slots();
    }
  }
}
