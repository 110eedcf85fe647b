package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.ledger.LogHistory;
import dev.lifeboat.ledger.StoreReading;
import dev.lifeboat.postgres.Lsn;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The instance that made way, and the one that came home.
final class InstanceLogTest {
  private static final LogHistory PROMOTED_AT_50 = history(2, 90, new LogHistory.Switch(1, 50));

  @Test
  void the_timeline_that_no_promotion_made_is_one() {
    var old = new InstanceLog(7, history(1, 70));
    var present = new InstanceLog(7, PROMOTED_AT_50);

    assertThat(old.fork(present).at()).isEqualTo(50);
    assertThat(old.doubt(present, old.fork(present))).isEmpty();
  }

  /// Goal: what was written from 50 on counts as shared by no mistake. Method: both sides were
  /// promoted at 50, so that their histories are equal and their logs have nothing in common since.
  @Test
  void equal_histories_of_promoted_instances_are_doubted() {
    var old = new InstanceLog(7, PROMOTED_AT_50);
    var present = new InstanceLog(7, history(2, 120, new LogHistory.Switch(1, 50)));
    var fork = old.fork(present);

    assertThat(fork.ancestor()).as("by their histories nothing is alone").isTrue();
    assertThat(old.doubt(present, fork).orElseThrow()).contains("timeline 2");
    assertThat(fork.began()).isEqualTo(50);
  }

  @Test
  void copies_of_two_databases_share_nothing() {
    var old = new InstanceLog(7, PROMOTED_AT_50);
    var present = new InstanceLog(8, PROMOTED_AT_50);

    assertThat(old.fork(present).at()).isZero();
    assertThat(old.doubt(present, old.fork(present)).orElseThrow()).contains("two databases");
  }

  @Test
  void what_is_doubted_is_not_whole_and_keeps_its_rows() {
    var whole = StoreReading.whole("orders", StoreReading.Kind.DATABASE, "0/5A");

    var doubted = new RowsAlone(whole, List.of()).doubted(new Lsn(50), "who knows").reading();

    assertThat(doubted.whole()).isFalse();
    assertThat(doubted.unknownBeyond()).isEqualTo("0/32");
    assertThat(doubted.beyond()).isEqualTo("0/5A");
    assertThat(doubted.why()).isEqualTo("who knows");
  }

  private static LogHistory history(int timeline, long end, LogHistory.Switch... left) {
    return new LogHistory(List.of(left), timeline, end);
  }
}
