package dev.lifeboat.simulate;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Chapter.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The people: they ask for moves, start dead controllers again, and take up runs that stopped.
/// When all troubles of a chapter are over and nothing is left to do, they see that the world is
/// calm and turn the page.
final class SimOperator {
  private static final long MILLI = 1_000_000;
  private static final long LOOKS_EVERY = 400 * MILLI;
  private static final long PLANNED_BEGINS = 500 * MILLI;
  private static final long BY_HAND_BEGINS = 4_000 * MILLI;
  private static final long LATE_MESSAGES = 3_000 * MILLI;
  private static final int LEASES_UNTIL_IT_RETURNS = 4;

  private static final int GO_HOME_PERCENT = 35;

  private final SimWorld world;
  private List<Chapter> chapters = List.of();
  private int chapter = -1;
  private int runsBefore;
  private long quietAtNanos;
  private long calmSinceNanos = Long.MAX_VALUE;
  private boolean over;
  private boolean late;
  private boolean lateMessages;
  private boolean secondGoesOn;
  private boolean goesHome;
  private int resumes;
  private long deadSinceNanos = Long.MAX_VALUE;

  SimOperator(SimWorld world) {
    this.world = world;
  }

  /// @param story at least one chapter
  void begin(List<Chapter> story) {
    chapters = story;
    turnPage();
    goesHome =
        story.size() == 1
            && wish() == Wish.WATCHED
            && world.random.chance(GO_HOME_PERCENT)
            && world.setting.knows(Mode.FAILBACK);
    lookLater();
  }

  private void turnPage() {
    chapter++;
    runsBefore = world.runs.size();
    resumes = 0;
    calmSinceNanos = Long.MAX_VALUE;
    secondGoesOn = false;
    world.trace(() -> "chapter " + (chapter + 1) + ": " + wish().words());
    var troubles = chapters.get(chapter).troubles();
    if (away()) {
      troubles = troubles.stream().map(Trouble::mirrored).toList();
    }
    new TroubleEffects(world).plan(troubles);
    var quietAfter = Duration.ZERO;
    lateMessages = false;
    for (var trouble : troubles) {
      quietAfter = trouble.until().compareTo(quietAfter) > 0 ? trouble.until() : quietAfter;
      lateMessages |= trouble.leavesLateMessages();
    }
    // What was started again last must be there as well.
    quietAtNanos = world.now() + quietAfter.plus(world.times.start().most()).toNanos();
    world.unnotice();
    ask("asked for");
  }

  private Wish wish() {
    return chapters.get(chapter).wish();
  }

  /// Which chapter the story is at, from zero.
  int chapter() {
    return chapter;
  }

  private void ask(String reason) {
    switch (wish()) {
      case WATCHED, BY_WORD ->
          new SimWatch(world, controller(), world.setting.workload().failover()).begin();
      case BY_HAND, WITH_LOSS -> askFor(Mode.FAILOVER, BY_HAND_BEGINS, reason);
      case PLANNED -> askFor(away() ? Mode.FAILBACK : Mode.SWITCHOVER, PLANNED_BEGINS, reason);
      case REPROTECT -> askFor(Mode.REPROTECT, PLANNED_BEGINS, reason);
    }
  }

  private void askFor(Mode mode, long laterNanos, String reason) {
    boolean accepts = wish() == Wish.WITH_LOSS;
    world.agenda.after(
        laterNanos,
        controller()
            .program
            .own(() -> {
              if (!controller().works()) {
                controller()
                    .open(world.runbook(mode, world.placements.placed().writer()), reason, accepts);
              }
            }));
  }

  private boolean away() {
    return world.placements.placed().writer().equals(world.region(1).name());
  }

  private SimController controller() {
    return world.controllers.getFirst();
  }

  /// Whether the world has come to rest, or will not.
  boolean isOver() {
    return over;
  }

  /// Whether it did not come to rest.
  boolean isLate() {
    return late;
  }

  /// A person at another terminal takes the run up as well.
  void letSecondGoOn() {
    secondGoesOn = true;
  }

  private void lookLater() {
    world.agenda.after(LOOKS_EVERY, this::look);
  }

  private void look() {
    startAgain();
    if (secondGoesOn && openRun().isPresent()) {
      secondGoesOn = false;
      world.controllers.getLast().resume(openRun().get());
    }
    boolean quiet = world.now() >= quietAtNanos;
    boolean worked = works();
    if (!worked && openRun().isPresent() && controller().program.isRunning()) {
      takeUp(openRun().get(), quiet);
    }
    if (!worked && goesHome && hasFailedOver() && controller().program.isRunning()) {
      goesHome = false;
      var writer = world.placements.placed().writer();
      controller().open(world.runbook(Mode.FAILBACK, writer), "the old primary is back", false);
    }
    // What was just taken up is no calm.
    judge(quiet && !goesHome(quiet) && !worked && !works());
    if (!over) {
      lookLater();
    }
  }

  private boolean works() {
    return controller().works() || world.controllers.getLast().works();
  }

  /// A failover is over and the old primary answers again, perhaps while other things are broken.
  private boolean hasFailedOver() {
    return !world.runs.isEmpty()
        && openRun().isEmpty()
        && away()
        && world.region(0).agentProgram.isRunning();
  }

  private boolean goesHome(boolean quiet) {
    return goesHome && quiet && hasFailedOver();
  }

  private void startAgain() {
    if (controller().program.isUp()) {
      deadSinceNanos = Long.MAX_VALUE;
    } else if (deadSinceNanos == Long.MAX_VALUE) {
      deadSinceNanos = world.now() + world.times.start().draw(world.random);
    } else if (world.now() >= deadSinceNanos) {
      controller().program.start();
      if (world.runs.size() == runsBefore) {
        ask("asked for again");
      }
    }
  }

  /// The newest run, unless it is over; or one that is over and still has its claim.
  private Optional<RunLog> openRun() {
    if (world.runs.isEmpty()) {
      return Optional.empty();
    }
    var newest = world.runs.getLast();
    return newest.isOver()
        ? world.placements.placed().openRun().flatMap(world::run)
        : Optional.of(newest);
  }

  /// A run that waits for a person is left alone while things are broken; one whose controller died
  /// is not.
  private void takeUp(RunLog run, boolean quiet) {
    if (run.isWaiting()) {
      // A person gives a word only for what is dead, and keeps it down until the new writer has
      // votes.
      boolean dead = !world.region(1 - world.index(run.target())).powered();
      if (wish() == Wish.BY_WORD && dead) {
        controller().resume(run, new SimTerminal(world)::override);
      } else if (quiet && resumes < world.patience.resumes()) {
        resumes++;
        resume(run);
      }
    } else {
      controller().resume(run);
    }
  }

  /// A run that fenced before it could ask whether there is a candidate goes on only at a loss.
  private void resume(RunLog run) {
    if (run.lacksCandidate()) {
      controller().resume(run, new SimTerminal(world)::accept);
    } else {
      controller().resume(run);
    }
  }

  /// Within this everything that a healed world brings about by itself is brought about: a lease is
  /// granted again, and a writer that lost it is stopped and promoted.
  private long longestCalm() {
    return world.terms.length().multipliedBy(LEASES_UNTIL_IT_RETURNS).toNanos()
        + world.times.demote().most().toNanos()
        + world.times.promote().most().toNanos();
  }

  /// Calm for a while, so that what is still on its way can do its harm; over once everything is as
  /// it should be, or will not be any more.
  private void judge(boolean calm) {
    if (!calm || (openRun().isPresent() && resumes < world.patience.resumes())) {
      calmSinceNanos = Long.MAX_VALUE;
    } else if (calmSinceNanos == Long.MAX_VALUE) {
      calmSinceNanos = world.now();
    }
    late = world.now() > quietAtNanos + world.patience.rest().toNanos();
    boolean rests = late;
    if (calmSinceNanos != Long.MAX_VALUE) {
      long calmFor = world.now() - calmSinceNanos;
      rests |=
          calmFor >= longestCalm()
              || (calmFor >= (lateMessages ? LATE_MESSAGES : 0)
                  && askedFor()
                  && world.checker.isServed());
    }
    if (rests && !late && chapter + 1 < chapters.size()) {
      world.checker.chapterEnds();
      turnPage();
    } else {
      over = rests;
    }
  }

  /// What is typed only after a while has been typed.
  private boolean askedFor() {
    boolean byHand = wish() == Wish.BY_HAND || wish() == Wish.WITH_LOSS;
    return !byHand || world.runs.size() > runsBefore || world.now() > quietAtNanos + BY_HAND_BEGINS;
  }
}
