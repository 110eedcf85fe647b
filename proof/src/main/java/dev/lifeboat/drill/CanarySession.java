package dev.lifeboat.drill;

import dev.lifeboat.plan.Canary;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Performance;
import java.time.Duration;
import java.util.Optional;

/// The canary of a drill, from its first write until it is stopped.
record CanarySession(DrillContext context, Drills.Canary canary) implements AutoCloseable {
  // Long enough for a replica to be in its stride, so that the fault hits a working replication.
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  // Half as many again as a median needs, so that a few failures do not leave it unknown.
  private static final int WRITES = Performance.FEWEST * 3 / 2;

  private static final Duration LOOK = Duration.ofMillis(100);

  private int confirm() {
    return context.plan().canary().confirm();
  }

  /// Waits until it is served, as long as that may take where the drill is held.
  ///
  /// @return whether it is
  boolean steady() throws InterruptedException {
    return steady(context.drills().timeouts().steady());
  }

  boolean steady(Duration longest) throws InterruptedException {
    return canary.awaitSteady(confirm(), (int) longest.toSeconds());
  }

  /// Why nothing is known of what it would have seen later; empty while it runs, and for one that
  /// was stopped.
  Optional<String> ended() {
    return canary.ended().map("the canary ended by itself: "::concat);
  }

  /// Waits until it is served, then long enough to know how fast it is.
  ///
  /// @throws ProblemException LB2010 when it is not served, LB5002 when it ends
  void warmUp() throws InterruptedException, ProblemException {
    var narrator = context.narrator();
    int rate = context.plan().canary().ratePerSecond();
    narrator.begins(DrillPhase.CANARY, writes());
    boolean served = steady();
    requireRunning();
    if (!served) {
      throw ProblemException.passing(
          Code.LB2010,
          "'%s' did not take %d %s in a row within %d s"
              .formatted(
                  context.workload().name(),
                  confirm(),
                  writes(),
                  context.drills().timeouts().steady().toSeconds()),
          "a drill needs a service that works; nothing was broken",
          "see 'lifeboat status'; " + ways());
    }
    narrator.ends(DrillPhase.CANARY, "%d writes/s".formatted(rate));
    var needed = Duration.ofSeconds(WRITES).dividedBy(rate);
    var longest = needed.compareTo(WARM_UP) > 0 ? needed : WARM_UP;
    boolean _ = context.clock().await(longest, LOOK, () -> ended().isPresent());
    requireRunning();
  }

  /// @throws ProblemException LB5002 when it does not
  void requireRunning() throws ProblemException {
    var ended = ended();
    if (ended.isPresent()) {
      throw ProblemException.passing(
          Code.LB5002,
          ended.get(),
          "nothing can be measured; nothing was broken",
          "mend the cause, then hold the drill again; all that it printed is in canary.out in the"
              + " run's folder");
    }
  }

  /// What else may be wrong.
  private String ways() {
    return switch (context.plan().canary().way()) {
      case Canary.FrontDoor it ->
          "if it is well, '%s %s' is no write of it: mend 'write' of 'canary', or let a drill write"
                  .formatted(it.write().method(), it.write().path())
              + " into a table of its own, by 'basis: database'";
      case Canary.OwnStores _ -> "the canary's log is in the folder of the run";
    };
  }

  private String writes() {
    return switch (context.plan().canary().basis()) {
      case FRONT_DOOR -> "numbered writes through the front door";
      case DATABASE -> "numbered writes into the canary's own table and questions for health";
    };
  }

  /// Goes on until enough writes in a row were taken to know how fast the recovered service is, but
  /// not longer than it may take until it is served.
  void coolDown() throws InterruptedException {
    var _ = canary.awaitSteady(WRITES, (int) context.drills().timeouts().steady().toSeconds());
  }

  void stop() throws ProblemException {
    canary.stop();
  }

  @Override
  public void close() throws ProblemException {
    canary.close();
  }
}
