package dev.lifeboat.control;

import java.util.function.Supplier;

/// Told of what a use case does, by several threads at once; must be quick.
@FunctionalInterface
public interface ProgressListener {
  void on(ProgressEvent event);

  /// Tells of [ProgressEvent.Noted].
  default void tell(String phase, String state, String detail) {
    on(new ProgressEvent.Noted(phase, state, detail));
  }

  /// Tells of [ProgressEvent.Underway].
  default void whileWaiting(Supplier<String> what) {
    on(new ProgressEvent.Underway(what));
  }
}
