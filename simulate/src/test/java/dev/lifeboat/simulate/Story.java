package dev.lifeboat.simulate;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Chapter.Wish;
import dev.lifeboat.simulate.Trouble.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Draws the two to five moves of one seed's world: failover, heal, reprotect or not, a second
/// failover by watch or by hand, with a loss accepted or not, a person's word, the way home.
final class Story {
  private static final int LEAST_MOVES = 2;
  private static final int MOST_MOVES = 5;
  private static final int PURPOSE = 16;
  private static final int BY_WORD_PERCENT = 10;
  private static final List<Wish> FIRST =
      List.of(Wish.WATCHED, Wish.WATCHED, Wish.WATCHED, Wish.BY_HAND, Wish.PLANNED);
  private static final List<Wish> LATER =
      List.of(
          Wish.REPROTECT,
          Wish.REPROTECT,
          Wish.REPROTECT,
          Wish.WATCHED,
          Wish.WATCHED,
          Wish.BY_HAND,
          Wish.WITH_LOSS,
          Wish.WITH_LOSS,
          Wish.PLANNED);

  private final long seed;
  private final SeededRandom random;
  private final List<Chapter> chapters = new ArrayList<>();

  private Story(long seed) {
    this.seed = seed;
    this.random = SeededRandom.of(seed, PURPOSE);
  }

  static List<Chapter> of(long seed) {
    var story = new Story(seed);
    story.draw();
    return List.copyOf(story.chapters);
  }

  private void draw() {
    int moves = LEAST_MOVES + random.pick(MOST_MOVES - LEAST_MOVES + 1);
    if (random.chance(BY_WORD_PERCENT)) {
      byWord();
    } else {
      add(FIRST.get(random.pick(FIRST.size())));
    }
    while (chapters.size() < moves) {
      add(LATER.get(random.pick(LATER.size())));
    }
  }

  private void add(Wish wish) {
    int chapter = chapters.size();
    boolean lost = wish != Wish.PLANNED && wish != Wish.REPROTECT;
    chapters.add(
        new Chapter(
            wish,
            TroubleDraw.of(
                SeededRandom.of(seed, PURPOSE + 1 + chapter),
                lost ? Mode.FAILOVER : Mode.SWITCHOVER,
                chapter == 0)));
  }

  /// The old side dies while the arbiter is silent, and nobody can ask its host. In half of the
  /// stories the arbiter is back before the old side is, so that the new writer gets its votes; in
  /// the others the old side is made a replica while the new writer still lives by that word, and
  /// then the arbiter comes back just as that writer is cut off.
  private void byWord() {
    var dead = Duration.ofSeconds(50);
    var from = Duration.ofMillis(random.between(300, 1_500));
    boolean stays = random.chance(50);
    var silent = stays ? Duration.ZERO : dead.minusSeconds(random.between(5, 10));
    chapters.add(
        new Chapter(
            Wish.BY_WORD,
            List.of(
                Trouble.at(SimSite.ARBITER, Kind.ARBITER_HANGS, from, silent, 0),
                Trouble.at(SimSite.HOME, Kind.REGION_DIES, from, dead, 0))));
    if (stays) {
      chapters.add(new Chapter(Wish.REPROTECT, List.of()));
      chapters.add(new Chapter(random.chance(50) ? Wish.BY_HAND : Wish.WATCHED, cutOff()));
    }
  }

  private List<Trouble> cutOff() {
    var from = Duration.ofMillis(random.between(300, 1_500));
    var lasts = Duration.ofMillis(random.between(6_000, 40_000));
    var troubles =
        new ArrayList<>(
            Trouble.cutOff(
                SimSite.HOME, from, lasts, SimSite.AWAY, SimSite.ARBITER, SimSite.CONTROLLER));
    var after = from.plusMillis(random.between(0, 2));
    troubles.add(Trouble.once(SimSite.ARBITER, Kind.ARBITER_THAWS, after, 0));
    return troubles;
  }
}
