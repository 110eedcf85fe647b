package dev.lifeboat.simulate;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/// One operating-system process. What is for it waits while it is frozen, as in a socket's buffer,
/// and is lost when it is gone; a restarted one is another process.
final class SimProgram {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean up = true;
  private int freezes;
  private int incarnation;

  boolean isUp() {
    return up;
  }

  /// Up and not frozen.
  boolean isRunning() {
    return up && freezes == 0;
  }

  boolean isFrozen() {
    return freezes > 0;
  }

  /// Runs `work` in this process as it is now: at once, when it thaws, or never.
  void run(Runnable work) {
    if (!up) {
      return;
    }
    if (freezes > 0) {
      waiting.add(work);
    } else {
      work.run();
    }
  }

  /// `work` for the present incarnation alone.
  Runnable own(Runnable work) {
    int mine = incarnation;
    return () -> {
      if (mine == incarnation) {
        run(work);
      }
    };
  }

  /// Hears a reply in the present incarnation alone.
  <T> Consumer<T> hears(Consumer<T> work) {
    int mine = incarnation;
    return reply -> {
      if (mine == incarnation) {
        run(() -> work.accept(reply));
      }
    };
  }

  /// Stops here; each freeze needs a thaw of its own.
  void freeze() {
    freezes++;
  }

  void thaw() {
    freezes = Math.max(0, freezes - 1);
    while (isRunning() && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  void kill() {
    up = false;
    incarnation++;
    waiting.clear();
  }

  /// A fresh process in its place; whether it is frozen is not its own affair.
  void start() {
    kill();
    up = true;
  }
}
