package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.provider.Round;
import dev.lifeboat.watch.Detector;

/// Whoever tells people what a drill is doing, while it does it. Must be quick.
public interface Narrator {

  /// A phase began.
  ///
  /// @param what is being done
  void begins(DrillPhase phase, String what);

  /// The phase is over.
  ///
  /// @param found what came of it, with its figures
  void ends(DrillPhase phase, String found);

  /// One round of the watch.
  void looked(Round round, Detector detector);

  /// A run is open, durably.
  default void opened(RunState begun) {}

  /// One further entry of a run's journal, durable now.
  void happened(RunState state, Entry entry);
}
