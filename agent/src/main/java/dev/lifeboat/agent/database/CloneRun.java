package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.Source;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Clones a database in the background, at most one at a time. The old server goes on, read-only,
/// until the copy is whole; the lock is held only to begin and to swap. What the old server has
/// alone is read back and durable before anything of it is replaced.
final class CloneRun {
  private final DatabaseConfig config;
  private final Operations operations;
  private final Account account;
  private final ReentrantLock lock;
  private final CloneJob files;
  private final LostWrites lost;
  private final RecoveryPoints points;
  private @Nullable Thread running;

  CloneRun(DatabaseConfig config, Operations operations, ReentrantLock lock) {
    this.config = config;
    this.operations = operations;
    this.account = operations.parts().account();
    this.lock = lock;
    this.lost = new LostWrites(operations.parts());
    this.points = new RecoveryPoints(config.data(), operations.parts().host().clock());
    this.files = new CloneJob(config.data(), !config.launcher().isEmpty());
  }

  void repair() throws IOException {
    files.repair();
    points.release();
  }

  /// Called with the lock held.
  void begin(long epoch) throws IOException {
    var source = operations.following().source();
    operations.following().assignReplica(epoch);
    if (running != null && running.isAlive()) {
      return;
    }
    account.complain(null);
    account.background("cloning 0 %");
    running = Thread.ofVirtual().name("clone " + config.name()).start(() -> run(epoch, source));
  }

  void end() throws InterruptedException {
    var thread = running;
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }

  private void run(long epoch, Source source) {
    try {
      readBack(epoch, source);
      files.fetch(source, this::show);
      swapIn(epoch, source);
    } catch (IOException | RuntimeException failure) {
      account.complain("the clone failed: " + failure.getMessage());
    } catch (InterruptedException _) {
      // The agent is being stopped; the next one removes what was fetched.
      Thread.currentThread().interrupt();
    } finally {
      account.background("");
    }
  }

  private void readBack(long epoch, Source source) throws IOException, InterruptedException {
    var other = config.source();
    if (other == null) {
      throw new IllegalStateException(config.name() + " has a source but no way to it");
    }
    lost.take(epoch, source, other);
  }

  /// Files that held nothing alone are worth no space.
  private void replace(long epoch) throws IOException {
    var ledger = lost.kept(epoch);
    if (ledger.isPresent() && (!ledger.get().rows().isEmpty() || !ledger.get().reading().whole())) {
      var kept = files.swap(points, epoch);
      if (kept.isPresent()) {
        lost.noteFiles(epoch, kept.get());
      }
    } else {
      files.swap();
    }
  }

  private void swapIn(long epoch, Source source) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (operations.parts().assignment().role() != Role.REPLICA) {
        files.discard();
        account.complain("the clone was given up: the database was assigned anew meanwhile");
        return;
      }
      if (operations.parts().process().server().initialised() && lost.kept(epoch).isEmpty()) {
        throw new IOException("what is here alone was not read back; nothing was replaced");
      }
      account.background("cloning 100 %, swapping in");
      operations.parts().process().stop(Stop.IMMEDIATE, Fencing.STOP_LIMIT);
      replace(epoch);
      operations.following().startClone(source);
    } finally {
      account.idle();
      lock.unlock();
    }
  }

  /// 99 at most: it is not done before it is swapped in.
  private void show(long copiedFiles, long copiedBytes, long totalBytes) {
    long percent = totalBytes == 0 ? 0 : Math.min(99, copiedBytes * 100 / totalBytes);
    account.background("cloning " + percent + " %");
  }
}
