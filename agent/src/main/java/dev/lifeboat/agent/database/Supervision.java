package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.unit.Backoff;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.guard.LeaseVerdict;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.watch.Repetition;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Keeps a database as it is assigned to be: starts it after a death, and asks the arbiter again
/// and again whether a writer still is one. A second thread takes the samples, so that a hung
/// server delays no restart.
final class Supervision {
  private static final Duration TEND_EVERY = Duration.ofMillis(50);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// How long a writer may go on after the placement has moved, if nobody fences it.
  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  private final LeaseGracePeriod grace = new LeaseGracePeriod();
  private final DatabaseContext parts;
  private final ServerPromotion promotion;
  private final ServerFence fence;
  private final StandbySetup standby;
  private final DatabaseLock lock;
  private final Backoff backoff = new Backoff();
  private final List<Repetition> works;
  private Optional<Assignment> withoutSlots = Optional.empty();
  private long askedAtNanos = System.nanoTime() - ASK_EVERY.toNanos();

  Supervision(
      DatabaseContext parts,
      ServerPromotion promotion,
      ServerFence fence,
      StandbySetup standby,
      DatabaseLock lock) {
    this.parts = parts;
    this.promotion = promotion;
    this.fence = fence;
    this.standby = standby;
    this.lock = lock;
    this.works =
        List.of(
            new Repetition(
                "tend " + parts.name(), Thread::sleep, TEND_EVERY, this::tend, this::failed),
            new Repetition(
                "look " + parts.name(), Thread::sleep, LOOK_EVERY, this::look, this::failed));
  }

  void begin() {
    works.forEach(Repetition::begin);
  }

  /// The server lives on unless it is stopped next.
  void end() throws IOException, InterruptedException {
    // With the lock, so that no start is broken off between the process and its record.
    lock.await(() -> {
      for (var work : works) {
        work.end();
      }
    });
    parts.sampler().closeSession();
  }

  private void failed(Exception failure, boolean again) {
    parts.account().complain(FailureWords.of(failure));
  }

  private void look() throws InterruptedException {
    var _ = parts.sampler().look();
    parts.sampler().tendGate();
  }

  private void tend() throws IOException, InterruptedException {
    backoff.heed(parts.held());
    if (parts.assignment().role() != Role.WRITER && parts.lease().isPresent()) {
      parts.lease().get().returnOwed();
    }
    if (parts.process().living().isPresent()) {
      tendLiving();
    } else {
      lock.ifFree(this::tendDead);
    }
  }

  private void tendDead() throws IOException, InterruptedException {
    var now = parts.host().clock().instant();
    var death = parts.process().takeDeath();
    if (death.isPresent()) {
      backoff.ended(now, Duration.between(death.get().startedAt(), now));
      parts.account().countRestart();
    }
    if (parts.assignment().role().isStarted()
        && parts.process().living().isEmpty()
        && parts.process().server().initialised()
        && backoff.mayStart(now)) {
      startAsAssigned();
    }
  }

  /// Starts what the assignment says, a writer only if the guard confirms it anew.
  private void startAsAssigned() throws IOException, InterruptedException {
    switch (parts.assignment().role()) {
      case WRITER -> promotion.startAssigned();
      case REPLICA -> {
        fence.noteCleanStop();
        standby.startAssigned();
      }
      case STOPPED, NONE -> {}
    }
  }

  private void tendLiving() throws IOException, InterruptedException {
    if (System.nanoTime() - askedAtNanos < ASK_EVERY.toNanos()) {
      return;
    }
    askedAtNanos = System.nanoTime();
    switch (parts.assignment().role()) {
      case WRITER -> tendWriter();
      case REPLICA -> tendReplica();
      case STOPPED, NONE -> {}
    }
  }

  /// The arbiter is asked without the lock, since a fence must not wait for a silent arbiter.
  private void tendWriter() throws IOException, InterruptedException {
    var assignment = parts.assignment();
    var verdict = promotion.ask();
    lock.ifFree(() -> {
      parts.account().busy("heeding the placement");
      if (assignment.equals(parts.assignment())) {
        act(verdict);
      }
    });
  }

  /// A replica keeps no slots. One that writes is a promotion that was under way when the fence
  /// came, and that nobody stopped since the agent died in between.
  private void tendReplica() throws IOException, InterruptedException {
    var sql = parts.sampler().newest().sql();
    var assignment = parts.assignment();
    boolean toDrop = assignment.following() && !withoutSlots.equals(Optional.of(assignment));
    if (sql != null && (!sql.inRecovery() || toDrop)) {
      lock.ifFree(() -> correct(assignment));
    }
  }

  private void correct(Assignment assignment) throws IOException, InterruptedException {
    var fresh = parts.sampler().look().sql();
    if (!parts.assignment().equals(assignment) || fresh == null) {
      return;
    }
    if (!fresh.inRecovery()) {
      fence.complete();
    } else if (standby.dropSlots()) {
      withoutSlots = Optional.of(assignment);
    }
  }

  private void act(LeaseVerdict verdict) throws IOException, InterruptedException {
    switch (verdict) {
      case LeaseVerdict.Confirmed _ -> {
        grace.reset();
        if (waitsForPromotion()) {
          promotion.promote();
        } else if (promotion.needsProvisioning()) {
          provision();
        }
      }
      case LeaseVerdict.Contradicted(var why, var epoch, var elsewhere) -> {
        parts.noteEpoch(epoch);
        if (elsewhere && !parts.inRecovery()) {
          fence.handBack(epoch);
          fence.fenceSelf(why);
        }
      }
      case LeaseVerdict.Lost(var why) -> demote(why);
      case LeaseVerdict.Unsure(var why) -> {
        if (grace.isOver()) {
          demote(why);
        }
      }
      // A writer that was confirmed goes on; only its next start needs the arbiter again.
      case LeaseVerdict.Silent _ -> {}
    }
  }

  /// Its gate has closed before, so it acknowledges nothing already; now it is shown, and clients
  /// are told, that it does not write.
  private void demote(String why) throws IOException, InterruptedException {
    if (!parts.inRecovery()) {
      fence.fenceSelf(why);
    }
  }

  /// Over the connection that is held for looks: a confirmed writer is asked this all its life, and
  /// a login costs both sides a derived key. What must not go on writing is asked by a new login.
  private boolean waitsForPromotion() throws InterruptedException {
    var sql = parts.sampler().look().sql();
    return sql != null && sql.inRecovery();
  }

  private void provision() {
    try {
      promotion.provision();
      parts.account().complain(null);
    } catch (SQLException failure) {
      parts.account().complain("roles and slots are not all there: " + SqlFailure.told(failure));
    }
  }
}
