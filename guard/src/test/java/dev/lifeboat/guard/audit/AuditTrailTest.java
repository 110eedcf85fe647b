package dev.lifeboat.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.CommitGate;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Positions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private static final Optional<Lsn> SOME = Optional.of(new Lsn(7));

  /// Else the slot is lost at 1 GB, and nobody was told why it did not move.
  @Test
  void a_receiver_that_replays_nothing_is_named() {
    var replica = replica("west", "streaming", SOME);

    assertThat(AuditTrail.holding(of(replica))).isEmpty();
    assertThat(
            AuditTrail.holding(
                of(replica, replica("pg_receivewal", "streaming", Optional.empty()))))
        .hasValueSatisfying(why -> assertThat(why).contains("'pg_receivewal'", "does not move"));
    assertThat(
            AuditTrail.holding(
                of(
                    replica(CommitGate.NAME, "streaming", Optional.empty()),
                    replica("copy", "backup", Optional.empty()))))
        .as("those are no replicas")
        .isEmpty();
  }

  private static Positions of(Positions.Replica... replicas) {
    return new Positions(
        false, SOME, SOME, Optional.empty(), Optional.empty(), 1, List.of(replicas));
  }

  private static Positions.Replica replica(String name, String state, Optional<Lsn> replay) {
    return new Positions.Replica(name, state, "async", SOME, SOME, replay, Optional.empty());
  }
}
