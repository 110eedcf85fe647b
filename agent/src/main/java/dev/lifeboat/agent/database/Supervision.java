package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.unit.Backoff;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.guard.LeaseVerdict;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps a database as it is assigned to be: starts it after a death, and asks the arbiter again
/// and again whether a writer still is one. A second thread takes the samples, so that a hung
/// server delays no restart.
final class Supervision {
  private static final Duration TEND_EVERY = Duration.ofMillis(50);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// How long a writer may go on after the placement has moved, if nobody fences it.
  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  private final Patience patience = Patience.withLease();
  private final DatabaseConfig config;
  private final Host host;
  private final Operations operations;
  private final DatabaseContext parts;
  private final ReentrantLock lock;
  private final Backoff backoff = new Backoff();
  private final List<Thread> threads = new ArrayList<>();
  private boolean wasHeld;
  private Optional<Assignment> withoutSlots = Optional.empty();
  private long askedAtNanos = System.nanoTime() - ASK_EVERY.toNanos();

  Supervision(DatabaseConfig config, Host host, Operations operations, ReentrantLock lock) {
    this.config = config;
    this.host = host;
    this.operations = operations;
    this.parts = operations.parts();
    this.lock = lock;
  }

  void begin() {
    threads.add(repeat("tend " + config.name(), TEND_EVERY, this::tend));
    threads.add(repeat("look " + config.name(), LOOK_EVERY, this::look));
  }

  void end() throws InterruptedException {
    // With the lock, so that no start is broken off between the process and its record.
    lock.lockInterruptibly();
    try {
      threads.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
    for (var thread : threads) {
      thread.join();
    }
    parts.sampler().closeSession();
  }

  private void look() throws InterruptedException {
    var _ = parts.sampler().look();
    parts.sampler().tendGate();
  }

  private void tend() throws IOException, InterruptedException {
    boolean held = parts.held();
    if (wasHeld && !held) {
      backoff.reset();
    }
    wasHeld = held;
    if (parts.assignment().role() != Role.WRITER && parts.lease().isPresent()) {
      parts.lease().get().returnOwed();
    }
    if (parts.process().living().isPresent()) {
      tendLiving();
    } else {
      tendDead(held);
    }
  }

  private void tendDead(boolean held) throws IOException, InterruptedException {
    var now = host.clock().instant();
    if (!lock.tryLock()) {
      return;
    }
    try {
      var death = parts.process().takeDeath();
      if (death.isPresent()) {
        backoff.ended(now, Duration.between(death.get().startedAt(), now));
        parts.account().countRestart();
      }
      var role = parts.assignment().role();
      boolean wanted = role == Role.WRITER || role == Role.REPLICA;
      if (wanted
          && !held
          && parts.process().living().isEmpty()
          && parts.process().server().initialised()
          && backoff.mayStart(now)) {
        operations.startAsAssigned();
      }
    } finally {
      parts.account().idle();
      lock.unlock();
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
    var verdict = operations.writing().ask();
    if (!lock.tryLock()) {
      return;
    }
    try {
      parts.account().busy("heeding the placement");
      if (assignment.equals(parts.assignment())) {
        act(verdict);
      }
    } finally {
      parts.account().idle();
      lock.unlock();
    }
  }

  /// A replica keeps no slots. One that writes is a promotion that was under way when the fence
  /// came, and that nobody stopped since the agent died in between.
  private void tendReplica() throws IOException, InterruptedException {
    var sql = parts.sampler().newest().sql();
    var assignment = parts.assignment();
    boolean toDrop = assignment.following() && !withoutSlots.equals(Optional.of(assignment));
    if (sql == null || (sql.inRecovery() && !toDrop) || !lock.tryLock()) {
      return;
    }
    try {
      var fresh = parts.sampler().look().sql();
      if (!parts.assignment().equals(assignment) || fresh == null) {
        return;
      }
      if (!fresh.inRecovery()) {
        operations.fencing().complete();
      } else if (operations.following().dropSlots()) {
        withoutSlots = Optional.of(assignment);
      }
    } finally {
      parts.account().idle();
      lock.unlock();
    }
  }

  private void act(LeaseVerdict verdict) throws IOException, InterruptedException {
    switch (verdict) {
      case LeaseVerdict.Confirmed _ -> {
        patience.reset();
        if (waitsForPromotion()) {
          operations.writing().promote();
        } else if (operations.writing().needsProvisioning()) {
          provision();
        }
      }
      case LeaseVerdict.Contradicted(var why, var epoch, var elsewhere) -> {
        operations.noteEpoch(epoch);
        if (elsewhere && !parts.inRecovery()) {
          operations.fencing().handBack(epoch);
          operations.fencing().fenceSelf(why);
        }
      }
      case LeaseVerdict.Lost(var why) -> demote(why);
      case LeaseVerdict.Unsure(var why) -> {
        if (patience.isOver()) {
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
      operations.fencing().fenceSelf(why);
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
      operations.writing().provision();
      parts.account().complain(null);
    } catch (SQLException failure) {
      parts.account().complain("roles and slots are not all there: " + failure.getMessage());
    }
  }

  private Thread repeat(String name, Duration every, Work work) {
    return Thread.ofVirtual().name(name).start(() -> repeatUntilInterrupted(every, work));
  }

  private void repeatUntilInterrupted(Duration every, Work work) {
    try {
      while (true) {
        try {
          work.run();
        } catch (IOException | RuntimeException failure) {
          parts.account().complain(String.valueOf(failure.getMessage()));
        }
        Thread.sleep(every);
      }
    } catch (InterruptedException _) {
      // The end of the supervision; the server lives on unless it is stopped next.
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }
}
