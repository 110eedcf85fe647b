package dev.lifeboat.agent.database;

import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Serialises all that changes one database.
///
/// @param account says what is done under the lock
record DatabaseLock(String database, ActivityReport account, ReentrantLock lock) {

  DatabaseLock(String database, ActivityReport account) {
    this(database, account, new ReentrantLock(true));
  }

  /// What is done under the lock.
  interface Change {
    void run() throws IOException, InterruptedException;
  }

  /// Does nothing while another has it.
  void ifFree(Change change) throws IOException, InterruptedException {
    if (lock.tryLock()) {
      run(change);
    }
  }

  /// @throws RefusedException 503 if another has it for so long
  void within(Duration limit, Change change) throws IOException, InterruptedException {
    if (!lock.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new RefusedException(503, Code.LB2005, database + " is busy: " + account.activity());
    }
    run(change);
  }

  void await(Change change) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    run(change);
  }

  private void run(Change change) throws IOException, InterruptedException {
    try {
      change.run();
    } finally {
      account.idle();
      lock.unlock();
    }
  }
}
