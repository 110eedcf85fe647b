package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.SharedLog.Answer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Real servers: whether a timeline of both is one is seen in the log itself.
@ExtendWith(Binaries.class)
class SharedLogTest {

  /// Goal: two promotions at the very same position are told apart. Method: a writer stops in good
  /// order and its replica has all of it; then both are promoted there, so that their histories are
  /// equal. Before, and where the log is gone, the answers are others.
  @Test
  void two_timelines_with_equal_histories_are_told_apart(Site site) throws Exception {
    var east = site.primary("east");
    var west = site.replicaOf(east, "west");
    east.stop();
    var end = east.server().control().checkpoint();
    try (var replica = west.session()) {
      PostgresAwait.until(
          "the replica has the shutdown checkpoint",
          () -> replica.positions().replay().orElseThrow().compareTo(end) > 0);
    }
    east.server().becomeReadOnly();
    east.start();
    try (var replica = west.session();
        var old = east.session()) {
      PostgresAwait.until("all is applied", old::hasAppliedAll);
      assertThat(old.systemIdentifier()).isEqualTo(replica.systemIdentifier());
      var shared = old.positions().replay().orElseThrow();
      assertThat(new SharedLog(east.server(), replica, 1).upTo(shared)).isEqualTo(Answer.SAME);

      // First the one that follows: else it may go along with the other.
      promote(replica);
      promote(old);

      assertThat(east.server().timeline()).isEqualTo(2);
      assertThat(east.server().history()).isEqualTo(west.server().history());
      var written = old.positions().write().orElseThrow();
      assertThat(new SharedLog(east.server(), replica, 1).upTo(shared)).isEqualTo(Answer.SAME);
      assertThat(new SharedLog(east.server(), replica, 2).upTo(written)).isEqualTo(Answer.OTHER);
      assertThat(new SharedLog(east.server(), replica, 2).upTo(new Lsn(1L << 40)))
          .isEqualTo(Answer.UNTOLD);
    }
  }

  /// A source tells its replica of its own timelines before either knows whether it can follow.
  @Test
  void a_timeline_that_was_only_heard_of_is_not_ones_own(Site site) throws Exception {
    var east = site.primary("east");
    Files.writeString(east.server().log().resolve("00000003.history"), "1\t0/3000148\tx\n");

    assertThat(east.server().timeline()).isEqualTo(1);
    assertThat(east.server().history()).isEmpty();
  }

  private static void promote(Session session) throws Exception {
    session.promote();
    PostgresAwait.until("it writes", () -> !session.inRecovery());
  }
}
