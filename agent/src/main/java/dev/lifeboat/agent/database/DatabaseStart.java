package dev.lifeboat.agent.database;

import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.watch.Repetition;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Begins one database, again and again until that is done. What cannot be begun is left alone and
/// says why: the agent serves other databases too, and votes.
final class DatabaseStart {
  /// A disk that was full may be free again soon, and a try costs a look.
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final ActivityReport account;
  private final Repetition.Turn work;
  private final Repetition tries;
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile @Nullable String why = "it is being begun";

  DatabaseStart(String name, ActivityReport account, Repetition.Turn work) {
    this.account = account;
    this.work = work;
    this.tries =
        new Repetition("begin " + name, Thread::sleep, BETWEEN, this::attempt, this::failed);
  }

  /// Begins with the first try, on a thread of its own.
  void begin() {
    tries.begin();
  }

  /// Returns after the first try, or when that takes longer.
  void awaitFirstTry(Duration longest) throws InterruptedException {
    var _ = tried.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  void end() {
    tries.end();
  }

  /// What keeps it from being begun; null once it is.
  @Nullable String why() {
    return why;
  }

  private void attempt() throws Exception {
    if (why != null) {
      work.run();
      why = null;
      tried.countDown();
    }
  }

  private void failed(Exception failure, boolean again) {
    why = FailureWords.of(failure);
    account.complain("it is left alone until it can be begun: " + why);
    tried.countDown();
  }
}
