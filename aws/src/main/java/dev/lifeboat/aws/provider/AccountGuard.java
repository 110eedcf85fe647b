package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.guard.GuardDuty;
import dev.lifeboat.aws.guard.GuardLoop;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A guard of one workload in one region of an account, until it is stopped.
///
/// @param databases that it guards, by their names
/// @param state the folder of what it must not forget
/// @param lease as the plan has it
public record AccountGuard(
    AwsAccount account,
    WorkloadGuard.Place place,
    Map<String, GuardedLogins> databases,
    Path state,
    Duration lease) {
  /// The time that an attempt to get a lease may take, beside the lease and its wait.
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(30);

  /// Whoever follows it, beside the account.
  public interface Audience {
    /// It has its folder for itself, and begins.
    void begun();

    /// It is there to be asked until the answer is closed.
    Answers answers(GuardDuty duty, WorkloadGuard guard) throws ProblemException;

    /// Tells how one database stands.
    void tell(GuardedState state);
  }

  /// Answers to whoever asks.
  public interface Answers extends AutoCloseable {
    @Override
    void close();
  }

  /// Guards until the thread is interrupted, and ends in order then.
  ///
  /// @throws ProblemException LB6001 where another guard has the folder, LB4001 where what was kept
  ///   there cannot be read, and what the audience refuses
  public void run(Audience audience) throws InterruptedException, ProblemException {
    try (var _ = alone()) {
      guard(audience);
    } catch (IOException unreadable) {
      throw Problem.lasting(
              Code.LB4001,
              "what a guard of '%s' kept before cannot be read: %s"
                  .formatted(place.workload(), FileFailure.told(unreadable)),
              "without it this guard might hold a lease that it gave back",
              "mend the permissions of " + state)
          .asException(unreadable);
    }
  }

  private void guard(Audience audience) throws IOException, InterruptedException, ProblemException {
    var guard = account.guard(place, databases, state);
    audience.begun();
    guard.begin();
    var reports = account.reports(place.workload());
    GuardLoop.Report report =
        it -> {
          audience.tell(it);
          reports.tell(place.region(), it);
        };
    var patience = lease.multipliedBy(2).plus(LONGEST_ATTEMPT);
    var duty =
        new GuardDuty(
            place, account.placements(place)::read, () -> guard.state().held(), guard::databases);
    try (var _ = audience.answers(duty, guard)) {
      new GuardLoop(guard, place, duty, report, patience).run();
    }
    // It was stopped; the rest ends in order.
    var _ = Thread.interrupted();
    guard.end();
  }

  /// Two guards of one folder would end each other's lease.
  private ExclusiveLock alone() throws ProblemException {
    try {
      return ExclusiveLock.on(Files.createDirectories(state).resolve(place.workload() + ".lock"));
    } catch (IOException taken) {
      throw Problem.lasting(
              Code.LB6001,
              "no guard of '%s' can have %s for itself: %s"
                  .formatted(place.workload(), state, FileFailure.told(taken)),
              "nothing is guarded by this one",
              "give each guard a folder of its own that it can write: --state DIR")
          .asException(taken);
    }
  }
}
