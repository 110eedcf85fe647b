package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.InstantSource;

/// Waits for what CloudFormation or a health check does, look after look.
public record ProvisionWaiter(InstantSource clock, Watcher.Pause pause) {
  /// A dashboard, a table or a role takes seconds; looks are calls that AWS counts.
  private static final Duration STEP = Duration.ofSeconds(3);

  /// A stack of this house takes minutes; CloudFormation gives up by itself before that.
  private static final Duration LONGEST = Duration.ofMinutes(60);

  /// A region that is busy is silent for a look or two; one that stays so is told.
  private static final int MOST_SILENCES = 5;

  /// A look that says whether it is over.
  interface Look {
    boolean isOver() throws ProblemException, InterruptedException;
  }

  /// Returns once `what`, in words, is over; LB2002 when it is not within an hour.
  void until(String what, Look look) throws ProblemException, InterruptedException {
    until(what, LONGEST, look);
  }

  /// The same, of what is given up sooner.
  void until(String what, Duration longest, Look look)
      throws ProblemException, InterruptedException {
    var deadline = clock.instant().plus(longest);
    int silences = 0;
    while (true) {
      try {
        if (look.isOver()) {
          return;
        }
        silences = 0;
      } catch (ProblemException failed) {
        silences++;
        if (!failed.problem().code().isSilence() || silences > MOST_SILENCES) {
          throw failed;
        }
      }
      if (clock.instant().isAfter(deadline)) {
        throw Problem.passing(
                Code.LB2002,
                "%s is not over after %d minutes".formatted(what, longest.toMinutes()),
                "it may still go on; nothing else was begun",
                "see the events of the stack in the account, then repeat the command")
            .asException();
      }
      pause.of(STEP);
    }
  }
}
