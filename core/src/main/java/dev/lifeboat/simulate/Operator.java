package dev.lifeboat.simulate;

import dev.lifeboat.runbook.Mode;
import java.util.Optional;

/// The people: they begin planned moves, start dead controllers again, and take up runs that
/// stopped. When all troubles are over and nothing is left to do, they see that the world is calm.
final class Operator {
  private static final long MILLI = 1_000_000;
  private static final long LOOKS_EVERY = 400 * MILLI;
  private static final long PLANNED_BEGINS = 500 * MILLI;
  private static final long LATE_MESSAGES = 3_000 * MILLI;
  private static final long LEASE_RETURNS = 8_000 * MILLI;
  private static final long PATIENCE = 600_000 * MILLI;
  private static final int GO_HOME_PERCENT = 35;
  private static final int MOST_RESUMES = 3;

  private final World world;
  private long quietAtNanos;
  private long calmSinceNanos = Long.MAX_VALUE;
  private boolean over;
  private boolean late;
  private boolean lateMessages;
  private boolean secondGoesOn;
  private boolean goesHome;
  private int resumes;
  private long deadSinceNanos = Long.MAX_VALUE;

  Operator(World world) {
    this.world = world;
  }

  /// @param quietAt when the last trouble is healed
  /// @param mayComeLate whether messages may still be on their way long after
  void begin(long quietAt, boolean mayComeLate) {
    quietAtNanos = quietAt;
    lateMessages = mayComeLate;
    if (world.mode() == Mode.FAILOVER) {
      goesHome = world.dice.chance(GO_HOME_PERCENT);
      startWatch();
    } else {
      world.agenda.at(
          PLANNED_BEGINS,
          controller()
              .program
              .own(() ->
                  controller()
                      .open(
                          world.runbook(world.mode(), world.registry.placed().writer()),
                          "asked for")));
    }
    lookLater();
  }

  private Controller controller() {
    return world.controllers.getFirst();
  }

  private void startWatch() {
    new Watch(world, controller(), world.setting().policy()).begin();
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
    boolean worked = controller().works() || world.controllers.getLast().works();
    if (!worked && openRun().isPresent() && controller().program.isRunning()) {
      takeUp(openRun().get(), quiet);
    }
    if (!worked && goesHome && hasFailedOver() && controller().program.isRunning()) {
      goesHome = false;
      var writer = world.registry.placed().writer();
      controller().open(world.runbook(Mode.FAILBACK, writer), "the old primary is back");
    }
    judge(quiet && !goesHome(quiet) && !worked);
    if (!over) {
      lookLater();
    }
  }

  /// A failover is over and the old primary answers again, perhaps while other things are broken.
  private boolean hasFailedOver() {
    return !world.runs.isEmpty()
        && openRun().isEmpty()
        && world.registry.placed().writer().equals(world.region(1).name())
        && world.region(0).agentProgram.isRunning();
  }

  private boolean goesHome(boolean quiet) {
    return goesHome && quiet && hasFailedOver();
  }

  private void startAgain() {
    if (controller().program.isUp()) {
      deadSinceNanos = Long.MAX_VALUE;
    } else if (deadSinceNanos == Long.MAX_VALUE) {
      deadSinceNanos = world.now() + world.times.start().draw(world.dice);
    } else if (world.now() >= deadSinceNanos) {
      controller().program.start();
      if (world.mode() == Mode.FAILOVER && world.runs.isEmpty()) {
        startWatch();
      } else if (world.runs.isEmpty()) {
        controller()
            .open(world.runbook(world.mode(), world.registry.placed().writer()), "asked for again");
      }
    }
  }

  /// The newest run, unless it is over.
  private Optional<RunLog> openRun() {
    if (world.runs.isEmpty()) {
      return Optional.empty();
    }
    var newest = world.runs.getLast();
    boolean released = world.registry.placed().openRun().isEmpty();
    return released && newest.isOver() ? Optional.empty() : Optional.of(newest);
  }

  /// A run that waits for a person is left alone while things are broken; one whose controller died
  /// is not.
  private void takeUp(RunLog run, boolean quiet) {
    if (run.isWaiting()) {
      if (quiet && resumes < MOST_RESUMES) {
        resumes++;
        controller().resume(run);
      }
    } else {
      controller().resume(run);
    }
  }

  /// Within this everything that a healed world brings about by itself is brought about: a lease is
  /// granted again, and a writer that lost it is stopped and promoted.
  private long longestCalm() {
    return LEASE_RETURNS
        + world.times.demote().most().toNanos()
        + world.times.promote().most().toNanos();
  }

  /// Calm for a while, so that what is still on its way can do its harm; over once everything is as
  /// it should be, or will not be any more.
  private void judge(boolean calm) {
    if (!calm || (openRun().isPresent() && resumes < MOST_RESUMES)) {
      calmSinceNanos = Long.MAX_VALUE;
    } else if (calmSinceNanos == Long.MAX_VALUE) {
      calmSinceNanos = world.now();
    }
    late = world.now() > quietAtNanos + PATIENCE;
    if (calmSinceNanos != Long.MAX_VALUE) {
      long calmFor = world.now() - calmSinceNanos;
      over =
          calmFor >= longestCalm()
              || (calmFor >= (lateMessages ? LATE_MESSAGES : 0) && world.checker.isServed());
    }
    over |= late;
  }
}
