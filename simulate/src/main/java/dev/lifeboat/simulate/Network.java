package dev.lifeboat.simulate;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries calls between programs: late, twice, or not at all, and then in silence.
final class Network {
  private static final long MILLI = 1_000_000;
  private static final long SLOWEST = 6_000 * MILLI;
  private static final long LATEST_COPY = 8_000 * MILLI;

  private final Agenda agenda;
  private final SeededRandom dice;
  private final int[][] cuts = new int[SimSite.COUNT][SimSite.COUNT];
  private final long[][] latencyNanos = new long[SimSite.COUNT][SimSite.COUNT];
  private final boolean[] powered = {true, true, true, true, true};
  private int lossPercent;
  private int slowPercent;
  private int copyPercent;

  Network(Agenda agenda, SeededRandom dice) {
    this.agenda = agenda;
    this.dice = dice;
  }

  void setLatency(SimSite a, SimSite b, long nanos) {
    latencyNanos[a.number()][b.number()] = nanos;
    latencyNanos[b.number()][a.number()] = nanos;
  }

  long latencyNanos(SimSite a, SimSite b) {
    return latencyNanos[a.number()][b.number()];
  }

  /// Nothing passes from `from` to `to`; each cut needs a mending of its own.
  void cut(SimSite from, SimSite to) {
    cuts[from.number()][to.number()]++;
  }

  void mend(SimSite from, SimSite to) {
    cuts[from.number()][to.number()]--;
  }

  boolean passes(SimSite from, SimSite to) {
    return cuts[from.number()][to.number()] == 0;
  }

  boolean passesBothWays(SimSite a, SimSite b) {
    return passes(a, b) && passes(b, a);
  }

  /// A machine without power refuses nothing: it is silent.
  void setPowered(SimSite site, boolean on) {
    powered[site.number()] = on;
  }

  boolean powered(SimSite site) {
    return powered[site.number()];
  }

  /// So many more of a hundred messages are lost.
  void addLoss(int percent) {
    lossPercent += percent;
  }

  /// So many more of a hundred messages are slow.
  void addSlow(int percent) {
    slowPercent += percent;
  }

  /// So many more of a hundred messages arrive a second time.
  void addCopies(int percent) {
    copyPercent += percent;
  }

  /// A program, and where it runs.
  record Target(SimSite site, SimProgram program) {}

  /// Calls `to` and tells the answer, or that none came in time. The call may take effect all the
  /// same, also long after.
  ///
  /// @param came told of the answer, unless `missed` was
  /// @param missed told whether the machine said that nobody listens; otherwise there was silence
  <T> void call(
      SimSite from,
      Target to,
      long timeoutNanos,
      Supplier<T> effect,
      Consumer<T> came,
      Consumer<Boolean> missed) {
    new Exchange<>(from, to, agenda.nowNanos() + timeoutNanos, effect, came, missed).leave();
  }

  private final class Exchange<T> {
    private final SimSite from;
    private final SimSite to;
    private final SimProgram target;
    private final long deadlineNanos;
    private final Supplier<T> effect;
    private final Consumer<T> came;
    private final Consumer<Boolean> missed;
    private boolean over;

    Exchange(
        SimSite from,
        Target to,
        long deadlineNanos,
        Supplier<T> effect,
        Consumer<T> came,
        Consumer<Boolean> missed) {
      this.from = from;
      this.to = to.site();
      this.target = to.program();
      this.deadlineNanos = deadlineNanos;
      this.effect = effect;
      this.came = came;
      this.missed = missed;
    }

    void leave() {
      if (dice.chance(copyPercent)) {
        agenda.after(delay() + dice.between(0, LATEST_COPY), this::arriveAgain);
      }
      travel(from, to, this::arrive);
    }

    private void travel(SimSite here, SimSite there, Runnable arrival) {
      if (!passes(here, there) || dice.chance(lossPercent)) {
        giveUp();
        return;
      }
      long delay = delay();
      if (dice.chance(slowPercent)) {
        delay += dice.between(0, SLOWEST);
      }
      if (agenda.nowNanos() + delay > deadlineNanos) {
        giveUp();
      }
      agenda.after(delay, arrival);
    }

    private long delay() {
      long way = latencyNanos[from.number()][to.number()];
      return way + dice.between(MILLI / 10, MILLI + way / 4);
    }

    private void arriveAgain() {
      if (passes(from, to)) {
        target.run(() -> {
          var _ = effect.get();
        });
      }
    }

    private void arrive() {
      if (!passes(from, to) || !powered(to)) {
        giveUp();
      } else if (!target.isUp()) {
        travel(to, from, () -> missed(true));
      } else {
        if (target.isFrozen()) {
          giveUp();
        }
        target.run(this::act);
      }
    }

    private void act() {
      var reply = effect.get();
      travel(to, from, () -> end(() -> came.accept(reply)));
    }

    private void giveUp() {
      if (!over) {
        agenda.at(deadlineNanos, () -> missed(false));
      }
    }

    private void missed(boolean refused) {
      end(() -> missed.accept(refused));
    }

    private void end(Runnable told) {
      if (!over) {
        over = true;
        told.run();
      }
    }
  }
}
