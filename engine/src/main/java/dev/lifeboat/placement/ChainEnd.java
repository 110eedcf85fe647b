package dev.lifeboat.placement;

import dev.lifeboat.journal.Predecessor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The end of a workload's chain of seals: the runs that are over and that no sealed folder names
/// yet. The next run's opening names them.
///
/// Several, since a drill's failover is sealed after its failback, and some run long after others.
///
/// @param runs by their epochs, ascending; of more than [#MOST] the oldest are left out, and are
///   known by their epochs alone
public record ChainEnd(String workload, List<Predecessor.Known> runs) {
  /// Each is named in the opening of a run, which is one append of a journal.
  static final int MOST = 32;

  public ChainEnd {
    var sorted = runs.stream().sorted(Comparator.comparingLong(Predecessor.Known::epoch)).toList();
    runs = List.copyOf(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
  }

  /// No run was sealed or dropped yet.
  public static ChainEnd none(String workload) {
    return new ChainEnd(workload, List.of());
  }

  /// The end once `run` is over.
  ///
  /// @param named what its own opening names, and its seal keeps from now on
  public ChainEnd with(Predecessor.Known run, List<Predecessor> named) {
    // A second one of the same epoch is of a placement that was there before this one.
    var others =
        runs.stream()
            .filter(it -> it.epoch() != run.epoch() && !it.run().equals(run.run()))
            .filter(it -> !named.contains(it));
    return new ChainEnd(workload, Stream.concat(others, Stream.of(run)).toList());
  }

  /// Without runs of higher epochs than `highest`.
  public ChainEnd upTo(long highest) {
    return new ChainEnd(workload, runs.stream().filter(it -> it.epoch() <= highest).toList());
  }
}
