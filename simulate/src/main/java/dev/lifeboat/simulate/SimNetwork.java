package dev.lifeboat.simulate;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries calls between programs: late, twice, or not at all, and then in silence.
final class SimNetwork {
  private static final long MILLI = 1_000_000;
  private static final long SLOWEST = 6_000 * MILLI;
  private static final long LATEST_COPY = 8_000 * MILLI;

  private final Agenda agenda;
  private final SeededRandom random;
  private final int[][] cuts = new int[SimSite.COUNT][SimSite.COUNT];
  private final long[][] latencyNanos = new long[SimSite.COUNT][SimSite.COUNT];
  private final boolean[] powered = {true, true, true, true, true};
  private int lossPercent;
  private int slowPercent;
  private int copyPercent;

  SimNetwork(Agenda agenda, SeededRandom random) {
    this.agenda = agenda;
    this.random = random;
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

  /// A call of `to`. It may take effect although no answer comes in time, also long after.
  ///
  /// @param came told of the answer, unless `missed` was
  /// @param missed told whether the machine said that nobody listens; otherwise there was silence
  record Call<T>(
      SimSite from,
      Target to,
      long timeoutNanos,
      Supplier<T> effect,
      Consumer<T> came,
      Consumer<Boolean> missed) {}

  /// Tells the answer, or that none came in time.
  <T> void make(Call<T> call) {
    new Exchange<>(call).leave();
  }

  private final class Exchange<T> {
    private final Call<T> call;
    private final long deadlineNanos;
    private boolean over;

    Exchange(Call<T> call) {
      this.call = call;
      this.deadlineNanos = agenda.nowNanos() + call.timeoutNanos();
    }

    void leave() {
      if (random.chance(copyPercent)) {
        agenda.after(delay() + random.between(0, LATEST_COPY), this::arriveAgain);
      }
      travel(call.from(), call.to().site(), this::arrive);
    }

    private void travel(SimSite here, SimSite there, Runnable arrival) {
      if (!passes(here, there) || random.chance(lossPercent)) {
        giveUp();
        return;
      }
      long delay = delay();
      if (random.chance(slowPercent)) {
        delay += random.between(0, SLOWEST);
      }
      if (agenda.nowNanos() + delay > deadlineNanos) {
        giveUp();
      }
      agenda.after(delay, arrival);
    }

    private long delay() {
      long way = latencyNanos(call.from(), call.to().site());
      return way + random.between(MILLI / 10, MILLI + way / 4);
    }

    private void arriveAgain() {
      if (passes(call.from(), call.to().site())) {
        call.to()
            .program()
            .run(() -> {
              var _ = call.effect().get();
            });
      }
    }

    private void arrive() {
      var site = call.to().site();
      var target = call.to().program();
      if (!passes(call.from(), site) || !powered(site)) {
        giveUp();
      } else if (!target.isUp()) {
        travel(site, call.from(), () -> missed(true));
      } else {
        if (target.isFrozen()) {
          giveUp();
        }
        target.run(this::act);
      }
    }

    private void act() {
      var reply = call.effect().get();
      travel(call.to().site(), call.from(), () -> end(() -> call.came().accept(reply)));
    }

    private void giveUp() {
      if (!over) {
        agenda.at(deadlineNanos, () -> missed(false));
      }
    }

    private void missed(boolean refused) {
      end(() -> call.missed().accept(refused));
    }

    private void end(Runnable told) {
      if (!over) {
        over = true;
        told.run();
      }
    }
  }
}
