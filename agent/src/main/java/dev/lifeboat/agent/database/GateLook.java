package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.postgres.GateSettings;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.WriterEpoch;
import dev.lifeboat.postgres.WriterNote;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Finds out now and then whether the commits of a writer wait for the lease, and tells all who
/// follow it, so that a proof can say so when the writer's region says nothing any more.
///
/// Used by one thread at a time; what was found last can be read by any.
final class GateLook {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /// Of a replica, which only reads what it was told, and while nothing is known of a new writer.
  private static final Duration SOON = Duration.ofSeconds(1);

  /// After a longer time without a look nobody knows what held meanwhile.
  private static final Duration UNSEEN = Duration.ofSeconds(15);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final InstantSource clock;
  private volatile Optional<CommitGateState> last = Optional.empty();
  private volatile Optional<Turn> turn = Optional.empty();

  GateLook(InstantSource clock) {
    this.clock = clock;
  }

  /// The newest look.
  ///
  /// @param finding of a writer; empty when the look failed
  private record Turn(boolean replica, long atNanos, Optional<CommitGateState> finding) {
    Turn(boolean replica, Optional<CommitGateState> finding) {
      this(replica, System.nanoTime(), finding);
    }

    Duration pause() {
      return finding.isPresent() ? EVERY : SOON;
    }

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - atNanos > age.toNanos();
    }
  }

  /// What was found last; empty when no writer ever told.
  Optional<CommitGateState> last() {
    return last;
  }

  /// Whether a look is due at a server that is a replica, or is none.
  boolean isDue(boolean replica) {
    return turn.map(it -> it.replica() != replica || it.isOlderThan(it.pause())).orElse(true);
  }

  /// Looks now. When that fails nothing is known.
  void look(Session held, boolean replica) throws SQLException {
    var before = turn.filter(it -> !it.isOlderThan(UNSEEN)).flatMap(Turn::finding);
    turn = Optional.of(new Turn(replica, Optional.empty()));
    last = Optional.empty();
    if (replica) {
      last = WriterNote.read(held).flatMap(GateLook::parsed);
      return;
    }
    var epoch = WriterEpoch.read(held);
    if (epoch.isPresent()) {
      var leaks = GateSettings.read(held).leaks();
      var found =
          before
              .filter(it -> it.epoch() == epoch.getAsLong() && it.leaks().equals(leaks))
              .orElseGet(() ->
                  new CommitGateState(
                      epoch.getAsLong(), clock.instant().truncatedTo(ChronoUnit.MILLIS), leaks));
      WriterNote.record(held, JSON.writeValueAsString(found));
      last = Optional.of(found);
      turn = Optional.of(new Turn(false, last));
    }
  }

  /// A comment that somebody else wrote says nothing.
  private static Optional<CommitGateState> parsed(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, CommitGateState.class));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
