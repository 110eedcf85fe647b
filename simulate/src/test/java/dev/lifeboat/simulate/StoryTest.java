package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: no story of two to five moves breaks a rule, whatever goes wrong inside the assumptions.
///
/// Method: play one story a seed, under leases of 2, 6, 10 and 60 s with clocks up to 8.4 % apart.
/// [ProductMutantsTest] shows that the checker would see.
final class StoryTest {
  private static final int SEEDS = 800;

  @Test
  @Tag("campaign")
  void eight_hundred_stories_of_the_storefront_keep_every_rule() throws Exception {
    var stories = new Stories();
    for (long seed = 1; seed <= SEEDS; seed++) {
      var outcome = stories.play(seed, false);
      assertThat(outcome.violations())
          .as(
              "seed %d%n%s",
              seed,
              outcome.violations().isEmpty()
                  ? ""
                  : String.join("\n", stories.play(seed, true).course().tail()))
          .isEmpty();
    }
  }

  @Test
  void stories_have_two_to_five_moves_and_every_wish_is_told() {
    var wishes = EnumSet.noneOf(Chapter.Wish.class);
    for (long seed = 1; seed <= 500; seed++) {
      var story = Story.of(seed);
      assertThat(story.size()).as("seed %d", seed).isBetween(2, 5);
      story.forEach(chapter -> wishes.add(chapter.wish()));
    }
    assertThat(wishes).isEqualTo(EnumSet.allOf(Chapter.Wish.class));
  }

  /// Goal: the words of people and the losses really come up; else the rules on them are untried.
  @Test
  @Tag("campaign")
  void stories_hold_words_of_people_and_losses_that_a_ledger_must_tell() throws Exception {
    var kinds = new HashSet<Class<?>>();
    int lost = 0;
    for (long seed = 1; seed <= 200; seed++) {
      var world = Worlds.told(seed);
      for (var log : world.runs) {
        log.entries().forEach(entry -> kinds.add(entry.event().getClass()));
      }
      lost += world.checker.earliestLostNanos() == Long.MAX_VALUE ? 0 : 1;
    }
    assertThat(kinds)
        .containsAll(
            Set.of(Event.FenceOverridden.class, Event.LossAccepted.class, Event.UndoBegun.class));
    assertThat(lost).as("stories in which a write was lost").isGreaterThan(50);
  }

  @Test
  void the_same_seed_tells_the_same_story() throws Exception {
    var stories = new Stories();
    for (long seed = 1; seed <= 30; seed++) {
      assertThat(stories.play(seed, true).course().hash())
          .isEqualTo(stories.play(seed, false).course().hash());
    }
  }
}
