package dev.lifeboat.control;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.BackupSources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A vault that remembers when something was put into it. Thread-safe.
final class MemoryVault implements PlanVault {
  private final Clock clock;
  private final List<KeptDatabase.Base> bases = new ArrayList<>();
  private final List<Path> restored = new ArrayList<>();
  private Optional<Instant> logEnded = Optional.empty();
  private Optional<ProblemException> failure = Optional.empty();
  private String from = "";
  private String end = "0/1";
  private Runnable during = () -> {};
  private Optional<String> gap = Optional.empty();
  private String server = "7.0";
  private List<String> damages = List.of();
  private boolean retained;
  private int asked;
  private int snapshots;
  private Optional<ProblemException> silence = Optional.empty();

  MemoryVault(Clock clock) {
    this.clock = clock;
  }

  /// From now on it takes nothing, if there is a reason.
  synchronized void fail(Optional<ProblemException> why) {
    failure = why;
  }

  /// It answers nobody once it took the next base.
  synchronized void fallSilent(ProblemException why) {
    during = () -> silence = Optional.of(why);
  }

  /// Where its log ends from now on.
  synchronized void end(String position) {
    end = position;
  }

  /// From now on its log has a gap there.
  synchronized void gap(String position) {
    gap = Optional.of(position);
  }

  /// From now on it keeps another server, with positions of its own.
  synchronized void server(String name) {
    server = name;
  }

  /// From now on that file of it does not come back.
  synchronized void damage(String file) {
    damages = List.of(file);
  }

  /// What passes while it takes something.
  synchronized void during(Runnable what) {
    during = what;
  }

  /// Waits until somebody has tried so often to put something in.
  synchronized void awaitTaken(int times) throws InterruptedException {
    while (asked < times) {
      wait();
    }
  }

  synchronized String from() {
    return from;
  }

  synchronized boolean retained() {
    return retained;
  }

  @Override
  public synchronized KeptDatabase kept(BackedUpDatabase database) throws ProblemException {
    if (silence.isPresent()) {
      throw silence.get();
    }
    return new KeptDatabase(bases.reversed(), logEnded);
  }

  @Override
  public synchronized void retain(BackedUpDatabase database) {
    retained = true;
  }

  @Override
  public synchronized Taken take(BackedUpDatabase database, BackupSources.Login login, boolean base)
      throws ProblemException {
    asked++;
    notifyAll();
    if (failure.isPresent()) {
      throw failure.get();
    }
    from = login.toString();
    snapshots++;
    var begun = clock.instant();
    during.run();
    var now = clock.instant();
    logEnded = Optional.of(now);
    var id = "base-" + bases.size();
    if (base) {
      bases.add(new KeptDatabase.Base(id, begun, now, 1, "0/1", "0/1", now, false));
    }
    return base
        ? new Taken(Optional.of(id), 1, "0/1", Optional.empty(), Optional.of(now), 1, server)
        : new Taken(Optional.empty(), 1, "0/1", Optional.empty(), Optional.empty(), 1, server);
  }

  @Override
  public synchronized int copyTo(PlanVault other, BackedUpDatabase database)
      throws ProblemException {
    var there = (MemoryVault) other;
    if (there.failure.isPresent()) {
      throw there.failure.get();
    }
    int copied = snapshots - there.snapshots;
    there.snapshots = snapshots;
    return copied;
  }

  @Override
  public synchronized Reach reach(BackedUpDatabase database, RestorePoint point)
      throws ProblemException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    var newest = bases.isEmpty() ? "none" : bases.getLast().snapshot();
    if (gap.isPresent() && !(point instanceof RestorePoint.Unbroken)) {
      throw ProblemException.lasting(Code.LB9005, "its log has a gap", "nothing", "begin anew");
    }
    return new Reach(newest, Instant.EPOCH, gap.orElse(end), 1, server);
  }

  @Override
  public synchronized Restored restore(BackedUpDatabase database, RestorePoint point, Path to)
      throws ProblemException {
    restored.add(to);
    return new Restored(reach(database, point), gap.orElse(end), 1, 1, damages);
  }

  synchronized List<Path> restored() {
    return List.copyOf(restored);
  }

  @Override
  public List<Event> history(BackedUpDatabase database) {
    return List.of();
  }

  @Override
  public void close() {}
}
