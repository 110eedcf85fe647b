package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.unit.Backoff;
import dev.lifeboat.agent.unit.Host;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps a database as it is assigned to be: starts it after a death, and asks the arbiter again
/// and again whether a writer still is one. A second thread takes the samples, so that a hung
/// server delays no restart.
final class Supervision {
  private static final Duration TEND_EVERY = Duration.ofMillis(50);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// How long a writer may go on after the placement has moved, if nobody fences it.
  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  private final DatabaseConfig config;
  private final Host host;
  private final Operations operations;
  private final ReentrantLock lock;
  private final Backoff backoff = new Backoff();
  private final List<Thread> threads = new ArrayList<>();
  private boolean wasHeld;
  private long askedAtNanos = System.nanoTime() - ASK_EVERY.toNanos();

  Supervision(DatabaseConfig config, Host host, Operations operations, ReentrantLock lock) {
    this.config = config;
    this.host = host;
    this.operations = operations;
    this.lock = lock;
  }

  void begin() {
    threads.add(repeat("tend " + config.name(), TEND_EVERY, this::tend));
    threads.add(repeat("look " + config.name(), LOOK_EVERY, operations.sampler()::look));
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
    operations.sampler().closeSession();
  }

  private void tend() throws IOException, InterruptedException {
    boolean held = operations.held();
    if (wasHeld && !held) {
      backoff.reset();
    }
    wasHeld = held;
    if (operations.process().living().isPresent()) {
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
      var death = operations.process().takeDeath();
      if (death.isPresent()) {
        backoff.ended(now, Duration.between(death.get().startedAt(), now));
        operations.countRestart();
      }
      var role = operations.assignment().role();
      boolean wanted = role == Role.WRITER || role == Role.REPLICA;
      if (wanted
          && !held
          && operations.process().living().isEmpty()
          && operations.process().server().initialised()
          && backoff.mayStart(now)) {
        operations.startAsAssigned();
      }
    } finally {
      operations.idle();
      lock.unlock();
    }
  }

  private void tendLiving() throws IOException, InterruptedException {
    if (System.nanoTime() - askedAtNanos < ASK_EVERY.toNanos()) {
      return;
    }
    askedAtNanos = System.nanoTime();
    switch (operations.assignment().role()) {
      case WRITER -> tendWriter();
      case REPLICA -> tendReplica();
      case STOPPED, NONE -> {}
    }
  }

  /// The arbiter is asked without the lock, since a fence must not wait for a silent arbiter.
  private void tendWriter() throws IOException, InterruptedException {
    var assignment = operations.assignment();
    var verdict = operations.ask();
    if (!lock.tryLock()) {
      return;
    }
    try {
      operations.busy("heeding the placement");
      if (assignment.equals(operations.assignment())) {
        act(verdict);
      }
    } finally {
      operations.idle();
      lock.unlock();
    }
  }

  /// A promotion that was under way when the fence came, and that nobody stopped since the agent
  /// died in between.
  private void tendReplica() throws IOException, InterruptedException {
    var sql = operations.sampler().newest().sql();
    if (sql == null || sql.inRecovery() || !lock.tryLock()) {
      return;
    }
    try {
      var fresh = operations.sampler().look().sql();
      if (operations.assignment().role() == Role.REPLICA && fresh != null && !fresh.inRecovery()) {
        operations.completeFence();
      }
    } finally {
      operations.idle();
      lock.unlock();
    }
  }

  private void act(Verdict verdict) throws IOException, InterruptedException {
    switch (verdict) {
      case Verdict.Confirmed _ -> {
        if (operations.inRecovery()) {
          operations.promote();
        } else if (operations.needsProvisioning()) {
          provision();
        }
      }
      case Verdict.Contradicted(var why, var epoch, var elsewhere) -> {
        operations.noteEpoch(epoch);
        if (elsewhere && !operations.inRecovery()) {
          operations.fenceSelf(why);
        }
      }
      // A writer that was confirmed goes on; only its next start needs the arbiter again.
      case Verdict.Silent _ -> {}
    }
  }

  private void provision() {
    try {
      operations.provision();
      operations.complain(null);
    } catch (SQLException failure) {
      operations.complain("roles and slots are not all there: " + failure.getMessage());
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
          operations.complain(String.valueOf(failure.getMessage()));
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
