package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// Lets one person at a time change what a plan has in its account, and nobody while a run of the
/// plan is open.
///
/// @param ended whether the process that took a lock is known to be gone: its host is this one
public record ProvisionGate(
    String plan, LockPort lock, AccountPort account, Predicate<ProvisionLock> ended) {

  /// What is done behind it.
  public interface Work<T> {
    T run() throws ProblemException, InterruptedException;
  }

  /// Does `work` under the lock, and gives it back whatever comes of that. A process that is killed
  /// leaves it: the next one on that host takes it over, another one asks for `--unlock`.
  ///
  /// @throws ProblemException LB3018 when somebody else has it, or a run is open
  public <T> T with(ProvisionLock mine, Work<T> work)
      throws ProblemException, InterruptedException {
    take(mine);
    T done;
    try {
      requireNoRun();
      done = work.run();
    } catch (ProblemException | InterruptedException | RuntimeException failed) {
      giveBack(mine, failed);
      throw failed;
    }
    lock.end(mine);
    return done;
  }

  /// Looks under the lock where nobody has it and no run is open. Else as `beside` does, which
  /// disturbs nobody; so too where this person may not take the lock.
  public <T> T look(ProvisionLock mine, Work<T> work, Work<T> beside)
      throws ProblemException, InterruptedException {
    if (!isTaken(mine)) {
      return beside.run();
    }
    T seen;
    try {
      seen = account.openRuns().isEmpty() ? work.run() : beside.run();
    } catch (ProblemException | InterruptedException | RuntimeException failed) {
      giveBack(mine, failed);
      throw failed;
    }
    lock.end(mine);
    return seen;
  }

  private boolean isTaken(ProvisionLock mine) throws ProblemException, InterruptedException {
    try {
      return lock.take(mine);
    } catch (ProblemException failed) {
      if (failed.problem().code() != Code.LB7002) {
        throw failed;
      }
      return false;
    }
  }

  /// Why the work failed is told before why the lock was left.
  private void giveBack(ProvisionLock mine, Exception failed) throws InterruptedException {
    try {
      lock.end(mine);
    } catch (ProblemException left) {
      failed.addSuppressed(left);
    }
  }

  private void take(ProvisionLock mine) throws ProblemException, InterruptedException {
    if (lock.take(mine)) {
      return;
    }
    var left = lock.holder().filter(ended);
    if (left.isPresent() && lock.takeOver(left.get(), mine)) {
      lock.note("took-over", mine.owner(), "from " + left.get().words(), mine.since());
      return;
    }
    var holder = lock.holder();
    throw ProblemException.lasting(
        Code.LB3018,
        "the account of plan '%s' is being changed by %s"
            .formatted(plan, holder.map(ProvisionLock::words).orElse("somebody else")),
        "nothing was changed",
        "wait for them; if they are gone: lifeboat provision PLAN --unlock "
            + holder.map(ProvisionLock::owner).orElse("NAME"));
  }

  /// Asks again, after a person took their time and before each change, since a run may have been
  /// opened and the lock may have been taken away.
  ///
  /// @throws ProblemException LB3018 when that is so
  public void requireStill(ProvisionLock mine) throws ProblemException, InterruptedException {
    var holder = lock.holder();
    if (!holder.equals(Optional.of(mine))) {
      throw ProblemException.lasting(
          Code.LB3018,
          "the lock of plan '%s' was taken away: %s"
              .formatted(plan, holder.map(it -> it.words() + " has it").orElse("nobody has it")),
          "nothing else was begun",
          "find out who took it and why, then repeat the command, which goes on from here");
    }
    requireNoRun();
  }

  /// The stacks, of which none is changed or removed unless that may still be done.
  public StackPort guarding(StackPort stacks, ProvisionLock mine) {
    return new GuardedStacks(stacks, true, () -> requireStill(mine));
  }

  /// The stacks, for a look that has no lock: none can be changed or removed, not even one that was
  /// only proposed, which is whoever's that has it.
  public static StackPort looking(StackPort stacks) {
    return new GuardedStacks(
        stacks,
        false,
        () -> {
          throw new IllegalStateException("a look changes no stack");
        });
  }

  private void requireNoRun() throws ProblemException, InterruptedException {
    var open = account.openRuns();
    if (!open.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB3018,
          "a run of plan '%s' is open: %s".formatted(plan, String.join("; ", open)),
          "what it needs could be changed below it; nothing else was begun",
          "end it first: lifeboat runs");
    }
  }

  /// Takes the lock from `owner`, on the record.
  ///
  /// @param by whoever says that they are gone
  /// @return the lock that was taken away
  /// @throws ProblemException LB3018 when another person holds it, or nobody does
  public ProvisionLock unlock(String owner, String by, Instant now)
      throws ProblemException, InterruptedException {
    var holder = lock.holder();
    if (holder.filter(it -> it.owner().equals(owner)).isEmpty()) {
      throw ProblemException.lasting(
          Code.LB3018,
          "'%s' has no lock of plan '%s': %s"
              .formatted(
                  owner, plan, holder.map(it -> it.words() + " has it").orElse("nobody has it")),
          "nothing was changed",
          holder
              .map(it -> "lifeboat provision PLAN --unlock " + it.owner())
              .orElse("repeat the command that was refused"));
    }
    lock.note("unlocked", by, "taken from " + holder.get().words(), now);
    lock.end(holder.get());
    return holder.get();
  }
}
