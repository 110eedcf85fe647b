package dev.lifeboat.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [Placements] must do. Each implementation has one subclass, and other tests only for
/// what it promises more.
@Tag("invariant-5")
public abstract class PlacementsContract {
  private static final Placement FIRST = Placement.first("shop", "east");
  private static final RunId RUN = new RunId("r-1");
  private static final Predecessor.Sealed SEALED =
      new Predecessor.Sealed(new RunId("r-0"), 2, "0a".repeat(32));

  /// An object of its own, as each process has; all of one test keep the same placements, which are
  /// none when the test begins.
  protected abstract Placements placements();

  @Test
  void a_workload_that_was_never_placed_has_none() throws Exception {
    assertThat(placements().read("shop")).isEmpty();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> placements().required("shop"))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB2007));
  }

  @Test
  void a_placement_is_read_by_another_process_as_it_was_written() throws Exception {
    var claimed = FIRST.claimedBy(RUN);
    placements().compareAndSet(Optional.empty(), FIRST);
    placements().compareAndSet(Optional.of(FIRST), claimed);
    assertThat(placements().read("shop")).contains(claimed);
    var back = claimed.promoted("west", 2).released();
    placements().compareAndSet(Optional.of(claimed), back);
    assertThat(placements().read("shop")).contains(back);
    assertThat(placements().read("other")).isEmpty();
  }

  @Test
  void a_change_from_what_is_no_longer_so_is_refused() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    placements().compareAndSet(Optional.of(FIRST), FIRST.claimedBy(RUN));

    assertRefused(Optional.of(FIRST), FIRST.claimedBy(new RunId("r-2")), "run r-1 is open");
    assertRefused(Optional.empty(), FIRST, "run r-1 is open");
    assertThat(placements().read("shop")).contains(FIRST.claimedBy(RUN));
  }

  @Test
  void a_change_of_what_was_never_placed_is_refused() throws Exception {
    assertRefused(Optional.of(FIRST), FIRST.claimedBy(RUN), "it has no placement");
    assertThat(placements().read("shop")).isEmpty();
  }

  /// Each value alone tells two placements apart.
  @Test
  void a_change_from_a_placement_that_differs_in_one_value_is_refused() throws Exception {
    var present = new Placement("shop", "east", 2, 3, Optional.of(RUN));
    placements().compareAndSet(Optional.empty(), present);
    var next = present.released();
    assertRefused(Optional.of(new Placement("shop", "west", 2, 3, Optional.of(RUN))), next, "east");
    assertRefused(Optional.of(new Placement("shop", "east", 1, 3, Optional.of(RUN))), next, "east");
    assertRefused(Optional.of(new Placement("shop", "east", 2, 2, Optional.of(RUN))), next, "east");
    assertRefused(Optional.of(new Placement("shop", "east", 2, 3, Optional.empty())), next, "east");
    assertRefused(
        Optional.of(new Placement("shop", "east", 2, 3, Optional.of(new RunId("r-2")))),
        next,
        "east");
    placements().compareAndSet(Optional.of(present), next);
    assertRefused(Optional.of(present), next, "east");
  }

  private void assertRefused(Optional<Placement> expected, Placement next, String told) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> placements().compareAndSet(expected, next))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB3003);
          assertThat(refused.problem().happened()).contains(told);
        });
  }

  @Test
  void the_end_of_a_chain_is_kept_beside_the_placement_and_changes_nothing_of_it()
      throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    assertThat(placements().chainEnd("shop")).isEmpty();
    var end = ChainEnd.none("shop").with(SEALED, List.of());
    placements().compareAndSetEnd(Optional.empty(), end);

    assertThat(placements().chainEnd("shop")).contains(end);
    assertThat(placements().read("shop")).contains(FIRST);
    assertThat(placements().chainEnd("other")).isEmpty();
    // A run claims and leaves whatever is sealed meanwhile, and the other way round.
    placements().compareAndSet(Optional.of(FIRST), FIRST.claimedBy(RUN));
    var next =
        end.with(new Predecessor.Dropped(RUN, 3, "ann"), List.of(SEALED, new Predecessor.First()));
    placements().compareAndSetEnd(Optional.of(end), next);
    assertThat(placements().chainEnd("shop")).contains(next);
    assertThat(next.runs()).extracting(Predecessor.Known::epoch).containsExactly(3L);
  }

  @Test
  void a_change_of_an_end_that_is_another_meanwhile_is_refused() throws Exception {
    var end = ChainEnd.none("shop").with(SEALED, List.of());
    assertEndRefused(Optional.of(end), end);
    placements().compareAndSetEnd(Optional.empty(), ChainEnd.none("shop"));
    assertEndRefused(Optional.empty(), end);
    assertEndRefused(Optional.of(end), ChainEnd.none("shop"));
    assertThat(placements().chainEnd("shop")).contains(ChainEnd.none("shop"));
  }

  private void assertEndRefused(Optional<ChainEnd> expected, ChainEnd next) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> placements().compareAndSetEnd(expected, next))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
  }

  /// Each of many threads, with an object of its own as a process has, counts up many times. More
  /// are counted than were confirmed where a store lost an answer and was overtaken before it could
  /// repeat it; fewer never.
  @Test
  @Timeout(60)
  void of_many_changes_at_once_none_is_lost() throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    int threads = 4;
    int times = 15;
    var work = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < threads; i++) {
      var run = new RunId("r-" + i);
      work.add(() -> countUp(placements(), run, times));
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var ended : executor.invokeAll(work)) {
        assertThat(ended.get()).isTrue();
      }
    }
    assertThat(placements().read("shop").orElseThrow().highestEpoch())
        .isGreaterThanOrEqualTo(1 + threads * times);
  }

  private static boolean countUp(Placements own, RunId run, int times) throws Exception {
    for (int done = 0; done < times; ) {
      var present = own.read("shop").orElseThrow();
      try {
        own.compareAndSet(Optional.of(present), present.claimedBy(run));
        done++;
      } catch (ProblemException overtaken) {
        assertThat(overtaken.problem().code()).isEqualTo(Code.LB3003);
      }
    }
    return true;
  }

  @Test
  void an_interrupt_stops_no_change_and_is_kept() throws Exception {
    Thread.currentThread().interrupt();
    placements().compareAndSet(Optional.empty(), FIRST);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(placements().read("shop")).contains(FIRST);
  }
}
