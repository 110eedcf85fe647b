package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Clones a database in the background, at most one at a time. The old server goes on, read-only,
/// until the copy is whole; the lock is held only to begin and to swap. What the old server has
/// alone is read back and durable before anything of it is replaced, and its files are kept.
final class CloneRun {
  private final DatabaseContext parts;
  private final StandbySetup standby;
  private final ActivityReport account;
  private final DatabaseLock lock;
  private final CloneJob files;
  private final LostWrites lost;
  private final KeptComparison comparison;
  private @Nullable Thread running;

  CloneRun(DatabaseContext parts, StandbySetup standby, DatabaseLock lock) {
    this.parts = parts;
    this.standby = standby;
    this.account = parts.account();
    this.lock = lock;
    this.lost = new LostWrites(parts);
    this.comparison = new KeptComparison(parts, lost);
    this.files = CloneJob.of(parts);
  }

  void repair() throws IOException, InterruptedException {
    long epoch = parts.assignment().epoch();
    files.repair(epoch, lost.book().keptUnder(epoch));
    comparison.repair();
  }

  /// Goes on comparing what an earlier agent could not.
  void resume() {
    long epoch = parts.assignment().epoch();
    if (parts.assignment().role() == Role.REPLICA && comparison.isDue(epoch)) {
      start("compare ", () -> comparison.run(epoch));
    }
  }

  /// @throws RefusedException 503 while the kept copy of that name is read
  void requireUnread(String name) throws RefusedException {
    comparison.requireUnread(name);
  }

  /// Called with the lock held.
  ///
  /// @throws RefusedException 507 if there is no room for the clone; nothing is replaced then
  void begin(long epoch) throws IOException, InterruptedException {
    var source = Divergence.of(parts).source();
    standby.assignReplica(epoch);
    if (running != null && running.isAlive()) {
      return;
    }
    // What a clone that failed has left takes the room of this one.
    files.giveUp(lost.book().keptUnder(epoch));
    CloneRoom.of(parts).require();
    account.complain(null);
    account.background("cloning 0 %");
    start("clone ", () -> clone(epoch, source));
  }

  private void start(String doing, DatabaseLock.Change work) {
    running = Thread.ofVirtual().name(doing + parts.name()).start(() -> run(doing, work));
  }

  /// @throws RefusedException 503 while it clones or compares
  void requireIdle() throws RefusedException {
    if (running != null && running.isAlive()) {
      throw KeptComparison.notNow("%s is at work: %s".formatted(parts.name(), account.activity()));
    }
  }

  void end() throws InterruptedException {
    var thread = running;
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }

  private void clone(long epoch, Source source) throws IOException, InterruptedException {
    lost.take(epoch);
    files.fetch(source, this::show);
    lock.await(() -> swapIn(epoch, source));
    comparison.run(epoch);
  }

  private void run(String doing, DatabaseLock.Change work) {
    try {
      work.run();
    } catch (IOException | RuntimeException | Error failure) {
      account.complain("it could not %s: %s".formatted(doing.strip(), FailureWords.of(failure)));
    } catch (InterruptedException _) {
      // The agent is being stopped; the next one removes what was fetched.
      Thread.currentThread().interrupt();
    } finally {
      account.background("");
    }
  }

  private void swapIn(long epoch, Source source) throws IOException, InterruptedException {
    if (parts.assignment().role() != Role.REPLICA) {
      files.discard();
      account.complain("the clone was given up: the database was assigned anew meanwhile");
      return;
    }
    boolean initialised = parts.process().server().initialised();
    if (initialised && !lost.book().holds(epoch)) {
      files.discard();
      throw new IOException("what is here alone was not read back; nothing was replaced");
    }
    account.background("cloning 100 %, swapping in");
    boolean nothingAlone = initialised && Divergence.of(parts).showsNothingAlone();
    parts.process().stop(Stop.IMMEDIATE, ServerFence.STOP_LIMIT);
    replace(epoch, nothingAlone);
    standby.startClone(source);
  }

  private void replace(long epoch, boolean nothingAlone) throws IOException {
    var why = nothingAlone ? "nothing is in them alone" : lost.why(epoch);
    var name = files.swap(epoch, why, lost.book().keptUnder(epoch));
    if (name.isEmpty()) {
      return;
    }
    if (nothingAlone) {
      var kept = new KeptFiles(parts.config().place().data());
      kept.takeAway(name.get());
      kept.deleteTaken();
      lost.book().keepFiles(epoch, name.get(), "not kept: nothing was in them alone");
    }
  }

  /// 99 at most: it is not done before it is swapped in.
  private void show(long copiedFiles, long copiedBytes, long totalBytes) {
    long percent = totalBytes == 0 ? 0 : Math.min(99, copiedBytes * 100 / totalBytes);
    account.background("cloning " + percent + " %");
  }
}
