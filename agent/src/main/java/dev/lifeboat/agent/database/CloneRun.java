package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Clones a database in the background, at most one at a time. The old server goes on, read-only,
/// until the copy is whole; the lock is held only to begin and to swap.
final class CloneRun {
  private final DatabaseConfig config;
  private final Operations operations;
  private final ReentrantLock lock;
  private final CloneJob files;
  private @Nullable Thread running;

  CloneRun(DatabaseConfig config, Operations operations, ReentrantLock lock) {
    this.config = config;
    this.operations = operations;
    this.lock = lock;
    this.files = new CloneJob(config.data(), !config.launcher().isEmpty());
  }

  void repair() throws IOException {
    files.repair();
  }

  /// Called with the lock held.
  void begin(long epoch) throws IOException {
    var source = operations.source();
    var current = operations.assignment();
    if (current.role() == Role.WRITER) {
      throw new RefusedException(
          409, Code.LB3002.name(), config.name() + " is assigned to write; fence it first");
    }
    operations.assignReplica(epoch);
    if (running != null && running.isAlive()) {
      return;
    }
    operations.complain(null);
    operations.background("cloning 0 %");
    running = Thread.ofVirtual().name("clone " + config.name()).start(() -> run(source));
  }

  void end() throws InterruptedException {
    var thread = running;
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }

  private void run(Source source) {
    try {
      files.fetch(source, this::show);
      swapIn(source);
    } catch (IOException | RuntimeException failure) {
      operations.complain("the clone failed: " + failure.getMessage());
    } catch (InterruptedException _) {
      // The agent is being stopped; the next one removes what was fetched.
      Thread.currentThread().interrupt();
    } finally {
      operations.background("");
    }
  }

  private void swapIn(Source source) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (operations.assignment().role() != Role.REPLICA) {
        files.discard();
        operations.complain("the clone was given up: the database was assigned anew meanwhile");
        return;
      }
      operations.background("cloning 100 %, swapping in");
      operations.process().stop(Stop.IMMEDIATE, Operations.STOP_LIMIT);
      files.swap();
      operations.startClone(source);
    } finally {
      operations.idle();
      lock.unlock();
    }
  }

  /// 99 at most: it is not done before it is swapped in.
  private void show(long copiedFiles, long copiedBytes, long totalBytes) {
    long percent = totalBytes == 0 ? 0 : Math.min(99, copiedBytes * 100 / totalBytes);
    operations.background("cloning " + percent + " %");
  }
}
