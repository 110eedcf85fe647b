package dev.lifeboat.simulate;

/// Wakes a program up once it has waited long enough.
///
/// One alarm for many waits: most of them end with an answer, long before.
final class SimAlarm {
  private static final long NONE = Long.MAX_VALUE;

  private final SimWorld world;
  private final SimProgram program;
  private final Runnable wakeUp;
  private boolean waits;
  private long dueNanos;
  private long setNanos = NONE;

  SimAlarm(SimWorld world, SimProgram program, Runnable wakeUp) {
    this.world = world;
    this.program = program;
    this.wakeUp = wakeUp;
  }

  /// Waits from now on, until something ends it or so much time has passed.
  void await(long nanos) {
    waits = true;
    dueNanos = world.now() + nanos;
    set();
  }

  /// Ends the wait, if there is one.
  ///
  /// @return whether there was one
  boolean end() {
    boolean waited = waits;
    waits = false;
    return waited;
  }

  private void set() {
    if (setNanos <= dueNanos) {
      return;
    }
    long mine = dueNanos;
    setNanos = mine;
    world.agenda.at(
        mine,
        program.own(() -> {
          if (mine == setNanos) {
            setNanos = NONE;
            if (waits && world.now() >= dueNanos) {
              wakeUp.run();
            } else if (waits) {
              set();
            }
          }
        }));
  }
}
