package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.runbook.RunId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Four runs of one workload: the first, a drill's failover and its failback, which was sealed
/// before it, and a later one.
final class ChainCheckTest {
  private static final ChainLink FIRST = link("r-1", 2, new Predecessor.First());
  private static final ChainLink FAILOVER = link("r-2", 3, sealed(FIRST));
  private static final ChainLink FAILBACK =
      link("r-3", 4, sealed(FIRST), new Predecessor.Unsealed(3, 3));
  private static final ChainLink LATER = link("r-4", 5, sealed(FAILOVER), sealed(FAILBACK));

  @Test
  void all_of_them_show_no_gap_in_whatever_order_and_however_often_they_come() {
    assertThat(gaps(LATER, FIRST, FAILBACK, FAILOVER, FIRST)).isEmpty();
  }

  @Test
  @Tag("invariant-76")
  void one_that_is_left_out_between_two_others_is_named() {
    assertThat(gaps(FIRST, FAILBACK, LATER))
        .containsExactly(
            "UNSEALED r-3 of epochs [3] no run was sealed when it began, and none is here",
            "MISSING r-4 run r-2 of epoch 3, seal " + FAILOVER.seal() + ", is not here");
  }

  @Test
  void what_came_before_the_oldest_and_after_the_newest_is_nobodys_to_show() {
    assertThat(gaps(FAILBACK)).isEmpty();
    assertThat(gaps(FIRST, FAILOVER)).isEmpty();
    assertThat(gaps(FAILOVER, FAILBACK, LATER)).isEmpty();
  }

  @Test
  @Tag("invariant-76")
  void one_that_was_made_anew_has_another_seal_than_it_had() {
    var anew =
        new ChainLink(
            "p", "shop", FAILOVER.run(), FAILOVER.openedAt(), 3, 3, "0f".repeat(32), List.of());
    assertThat(gaps(FIRST, anew, FAILBACK, LATER))
        .containsExactly(
            "NO_CHAIN r-2 it was opened where no chain was kept",
            "OTHER r-4 run r-2 had another seal when it began");
    assertThat(ChainGap.Kind.OTHER.breaks()).isTrue();
    assertThat(ChainGap.Kind.MISSING.breaks()).isTrue();
  }

  @Test
  void what_no_folder_can_show_is_told_and_breaks_nothing() {
    var dropped = link("r-5", 7, new Predecessor.Dropped(new RunId("r-4x"), 6, "ann"));
    var unread = link("r-6", 8, new Predecessor.Unread("x"));
    var begun = link("r-7", 2, new Predecessor.First());
    assertThat(gaps(LATER, dropped, unread, begun))
        .containsExactly(
            "DROPPED r-5 a person dropped run r-4x of epoch 6",
            "UNREAD r-6 it could not read which runs were before it",
            "BEGUN r-7 it is the first of its placement, which was made anew");
    assertThat(ChainCheck.gaps(List.of(LATER, dropped, unread, begun)))
        .noneMatch(gap -> gap.kind().breaks());
  }

  /// An undo has an epoch of its own.
  @Test
  void a_run_has_all_epochs_up_to_its_last() {
    var undone =
        new ChainLink("p", "shop", new RunId("r-2"), FAILOVER.openedAt(), 3, 4, seal(3), List.of());
    var next = link("r-3", 5, sealed(FIRST), new Predecessor.Unsealed(3, 4));
    assertThat(gaps(FIRST, undone, next)).singleElement().asString().startsWith("NO_CHAIN r-2");
  }

  @Test
  void another_workload_has_a_chain_of_its_own() {
    var other =
        new ChainLink(
            "p",
            "mail",
            new RunId("r-9"),
            Instant.EPOCH,
            2,
            2,
            seal(9),
            List.of(new Predecessor.First()));
    assertThat(gaps(FIRST, FAILOVER, other)).isEmpty();
  }

  private static List<String> gaps(ChainLink... links) {
    return ChainCheck.gaps(List.of(links)).stream()
        .map(gap -> gap.kind() + " " + gap.by() + " " + gap.why())
        .toList();
  }

  private static ChainLink link(String run, long epoch, Predecessor... predecessors) {
    return new ChainLink(
        "p",
        "shop",
        new RunId(run),
        Instant.EPOCH.plusSeconds(run.charAt(2)),
        epoch,
        epoch,
        seal(epoch),
        List.of(predecessors));
  }

  private static Predecessor sealed(ChainLink link) {
    return new Predecessor.Sealed(link.run(), link.lastEpoch(), link.seal());
  }

  private static String seal(long number) {
    return "%02x".formatted(number).repeat(32);
  }
}
