package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What DynamoDB lets be written: each write says what must be there, and nothing else is undone.
final class WriteConditionsTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Placement FIRST = Placement.first("shop", "east");
  private static final Placement CLAIMED = FIRST.claimedBy(RUN);

  private final MemoryDynamo dynamo = new MemoryDynamo();
  private final DynamoPlacements placements = new DynamoPlacements(MemoryDynamo.table(dynamo));
  private final WriterRecords records = placements.records("shop");

  private void assertRefused(Optional<Placement> expected, Placement next) throws Exception {
    var before = placements.read("shop");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> placements.compareAndSet(expected, next))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB3003));
    assertThat(placements.read("shop")).isEqualTo(before);
  }

  private void put(Placement... placed) throws ProblemException {
    var before = Optional.<Placement>empty();
    for (var each : placed) {
      placements.compareAndSet(before, each);
      before = Optional.of(each);
    }
  }

  @Test
  void a_workload_is_placed_once() throws Exception {
    put(FIRST);
    assertRefused(Optional.empty(), Placement.first("shop", "west"));
  }

  @Test
  void what_was_claimed_meanwhile_is_not_claimed_by_another() throws Exception {
    put(FIRST, CLAIMED);
    assertRefused(Optional.of(FIRST), FIRST.claimedBy(new RunId("r-3")));
  }

  @Test
  void what_was_moved_meanwhile_is_not_released_as_if_it_had_not_been() throws Exception {
    put(FIRST, CLAIMED, CLAIMED.promoted("west", 2));
    assertRefused(Optional.of(CLAIMED), CLAIMED.released());
  }

  @Test
  void what_was_released_meanwhile_is_not_moved() throws Exception {
    put(FIRST, CLAIMED, CLAIMED.released());
    assertRefused(Optional.of(CLAIMED), CLAIMED.promoted("west", 2));
  }

  @Test
  void an_epoch_that_was_handed_out_meanwhile_is_handed_out_once() throws Exception {
    put(FIRST, CLAIMED, CLAIMED.claimedBy(RUN));
    assertRefused(Optional.of(CLAIMED), CLAIMED.claimedBy(RUN));
  }

  @Test
  void a_change_is_made_on_what_another_step_of_the_run_has_written() throws Exception {
    put(FIRST, CLAIMED);
    dynamo.meanwhile(() -> {
      try {
        placements.compareAndSet(Optional.of(CLAIMED), CLAIMED.promoted("west", 2));
      } catch (ProblemException impossible) {
        throw new AssertionError(impossible);
      }
    });

    var changed = placements.change("shop", present -> present.map(Placement::released));

    assertThat(changed).contains(CLAIMED.promoted("west", 2).released());
  }

  @Test
  void of_which_writer_a_copy_is_never_goes_back() throws Exception {
    assertThat(records.keep("orders", "west", new FollowRecord(2, Optional.empty()))).isTrue();
    assertThat(records.keep("orders", "west", new FollowRecord(2, Optional.empty()))).isTrue();
    assertThat(records.keep("orders", "west", new FollowRecord(1, Optional.empty()))).isFalse();

    assertThat(records.read("orders", "west").map(FollowRecord::epoch)).contains(2L);
  }
}
