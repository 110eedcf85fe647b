package dev.lifeboat.aws.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.provider.Round;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the word of the other region's guard says of the primary.
final class ReplicaViewTest {
  private final MemoryDynamo dynamo = new MemoryDynamo();
  private final GuardReports reports = new GuardReports(MemoryDynamo.table(dynamo), "shop");
  private Duration now = Duration.ofHours(1);
  private final ReplicaView view = new ReplicaView(reports, "west", "orders", () -> now);

  private void tell(Standing standing) throws Exception {
    boolean isOpen = standing == Standing.OPEN || standing == Standing.UNKNOWN;
    reports.tell("west", new GuardedState("orders", standing, isOpen ? "" : "0/1", ""));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void assertUnknown(String why) throws Exception {
    assertThat(view.look())
        .isInstanceOfSatisfying(
            Round.View.Unknown.class, it -> assertThat(it.text()).contains(why));
  }

  @Test
  void without_a_guard_nobody_knows() throws Exception {
    assertUnknown("no guard in west tells of orders");
    assertThat(view.isStillHeard()).isFalse();
  }

  /// It may be what a guard told that ended long ago.
  @Test
  void a_word_counts_once_another_one_has_come_since() throws Exception {
    tell(Standing.CUT_OFF);
    assertUnknown("was not heard just now");
    assertUnknown("was not heard just now");
    tell(Standing.CUT_OFF);
    assertThat(view.look()).isInstanceOf(Round.View.Down.class);
  }

  @Test
  void a_replica_that_follows_speaks_for_the_primary_and_one_that_gets_nothing_against_it()
      throws Exception {
    tell(Standing.REPLICA);
    view.look();
    tell(Standing.REPLICA);
    assertThat(view.look()).isInstanceOf(Round.View.Up.class);
    tell(Standing.CUT_OFF);
    assertThat(view.look()).isInstanceOf(Round.View.Down.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPEN", "CLOSED", "UNKNOWN"})
  void what_is_no_replica_says_nothing_of_the_primary(Standing standing) throws Exception {
    tell(Standing.REPLICA);
    view.look();
    tell(standing);
    assertUnknown("orders in west is no replica: " + standing);
  }

  @Test
  void a_word_that_has_not_changed_for_a_while_is_nobodys_any_more() throws Exception {
    tell(Standing.CUT_OFF);
    view.look();
    tell(Standing.CUT_OFF);
    view.look();
    pass(ReplicaView.FRESH.minusMillis(1));
    assertThat(view.look()).isInstanceOf(Round.View.Down.class);
    pass(Duration.ofMillis(1));
    assertUnknown("was not heard just now");
  }

  @Test
  void what_cannot_be_asked_is_unknown() throws Exception {
    tell(Standing.CUT_OFF);
    view.look();
    tell(Standing.CUT_OFF);
    dynamo.silence(true);
    assertUnknown("DynamoDB");
  }

  @Test
  void a_guard_that_lives_is_waited_for_a_few_seconds_and_no_longer() throws Exception {
    tell(Standing.REPLICA);
    view.look();
    assertThat(view.isStillHeard()).isTrue();
    pass(Duration.ofMillis(4_999));
    view.look();
    assertThat(view.isStillHeard()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(view.isStillHeard()).isFalse();
  }

  @Test
  void one_that_was_heard_is_not_waited_for() throws Exception {
    tell(Standing.REPLICA);
    view.look();
    tell(Standing.REPLICA);
    view.look();
    assertThat(view.isStillHeard()).isFalse();
  }
}
