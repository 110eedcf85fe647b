package dev.lifeboat.agent.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Begins one database, again and again until that is done. What cannot be begun is left alone and
/// says why: the agent serves other databases too, and votes.
final class DatabaseStart {
  /// A disk that was full may be free again soon, and a try costs a look.
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /// Longer than a try takes, unless it removes a large copy that was broken off.
  private static final Duration FIRST_TRY = Duration.ofSeconds(5);

  private final ActivityReport account;
  private final Work work;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean done;
  private volatile @Nullable String why = "it is being begun";

  /// @param work that may be repeated
  DatabaseStart(String name, ActivityReport account, Work work) {
    this.account = account;
    this.work = work;
    this.thread = Thread.ofVirtual().name("begin " + name).unstarted(this::repeat);
  }

  /// Returns after the first try, or when that takes long.
  void begin() throws InterruptedException {
    thread.start();
    var _ = tried.await(FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Tries no more.
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  /// What keeps it from being begun; null once it is.
  @Nullable String why() {
    return done ? null : why;
  }

  private void repeat() {
    try {
      while (!done) {
        attempt();
        tried.countDown();
        if (!done) {
          Thread.sleep(BETWEEN);
        }
      }
    } catch (InterruptedException _) {
      // The agent is being stopped.
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() throws InterruptedException {
    try {
      work.run();
      done = true;
    } catch (IOException | RuntimeException failure) {
      why = String.valueOf(failure.getMessage());
      account.complain("it is left alone until it can be begun: " + failure.getMessage());
    }
  }

  /// What is to be done to begin it.
  interface Work {
    void run() throws IOException, InterruptedException;
  }
}
