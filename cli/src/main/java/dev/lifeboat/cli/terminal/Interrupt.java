package dev.lifeboat.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Turns Ctrl-C and SIGTERM into an interrupt of the thread that executes the command while that
/// puts things in order, and else into a last word at once. It keeps the process alive until that
/// was told; a second Ctrl-C ends it at once. The exit code is that of the [EndSignal] either way.
public final class Interrupt implements AutoCloseable {
  // A lab is taken down within this, a run is paused in a moment.
  private static final Duration LONGEST = Duration.ofSeconds(60);

  // Who takes less of a document that has begun takes none of it.
  private static final Duration HALF_TOLD = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread command = Thread.currentThread();
  private final Thread hook = new Thread(this::stop);
  private final BooleanSupplier lastWord;
  private volatile boolean orderly;

  private Interrupt(BooleanSupplier lastWord) {
    this.lastWord = lastWord;
  }

  /// Watches over the calling thread until its last word is out. Where the process ends already
  /// nobody would wait for the thread: it is interrupted at once.
  ///
  /// @param lastWord says it in the command's stead; false where that has begun to
  static Interrupt ofThisThread(BooleanSupplier lastWord) {
    var interrupt = new Interrupt(lastWord);
    if (!ProcessEnd.atEnd(interrupt.hook)) {
      interrupt.command.interrupt();
    }
    return interrupt;
  }

  /// The process ends when this returns.
  void stop() {
    boolean interrupts = orderly;
    if (interrupts) {
      command.interrupt();
    } else if (lastWord.getAsBoolean()) {
      return;
    }
    try {
      var longest = interrupts ? LONGEST : HALF_TOLD;
      for (long left = longest.dividedBy(LOOK); left > 0 && EndSignal.SIGINT.count() < 2; left--) {
        if (told.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets the process end: its last word is out.
  void told() {
    told.countDown();
    // Where the process ends already the hook has just been let go.
    boolean _ = ProcessEnd.notAtEnd(hook);
  }

  /// From now on until it is closed the command is interrupted, since it puts in order what it did.
  Interrupt orderly() {
    orderly = true;
    return this;
  }

  /// One that has begun to stop the command still waits for [#told].
  @Override
  public void close() {
    orderly = false;
  }
}
