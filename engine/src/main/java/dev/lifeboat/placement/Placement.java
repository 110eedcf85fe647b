package dev.lifeboat.placement;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.runbook.RunId;
import java.util.Optional;

/// Place of a workload's writer. The epoch is the fencing token of whoever writes: it counts up
/// with every promotion, and each place where an effect happens refuses a lower one.
///
/// @param writer the region that holds the writer
/// @param epoch of the writer's promotion; one or more
/// @param highestEpoch the highest ever handed out; a run that was undone used one that no writer
///   holds, and it must not be used again
/// @param openRun the run that may change this placement; empty when none is under way
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Placement(
    String workload, String writer, long epoch, long highestEpoch, Optional<RunId> openRun) {
  public Placement {
    if (epoch < 1 || highestEpoch < epoch) {
      throw new IllegalArgumentException(
          "epochs must be one or more and the highest no lower, were %d and %d"
              .formatted(epoch, highestEpoch));
    }
  }

  /// The placement of a workload that was never moved.
  public static Placement first(String workload, String writer) {
    return new Placement(workload, writer, 1, 1, Optional.empty());
  }

  /// In words, for an inventory.
  public String phrase() {
    return "writer in %s, open run %s".formatted(writer, openRun);
  }

  /// Who may change it, such as `epoch 4, open run 20261120-150411-7q2k`.
  public String holder() {
    return "epoch %d, %s"
        .formatted(highestEpoch, openRun.map(run -> "open run " + run).orElse("no open run"));
  }

  /// Whether `run` is the one that may change it.
  public boolean isOpenFor(RunId run) {
    return openRun.equals(Optional.of(run));
  }

  /// Whether a higher epoch than `epoch` was handed out: what carries it is late.
  public boolean isOver(long epoch) {
    return epoch < highestEpoch;
  }

  /// The epoch that is handed out next.
  public long nextEpoch() {
    return highestEpoch + 1;
  }

  /// The same writer, with a new epoch handed out to `run`, which becomes the open one.
  public Placement claimedBy(RunId run) {
    return new Placement(workload, writer, epoch, nextEpoch(), Optional.of(run));
  }

  /// The writer moved to `region` under `newEpoch`, which was handed out before.
  public Placement promoted(String region, long newEpoch) {
    if (newEpoch > highestEpoch || newEpoch < epoch) {
      throw new IllegalArgumentException(
          "epoch %d was not handed out after %d".formatted(newEpoch, epoch));
    }
    return new Placement(workload, region, newEpoch, highestEpoch, openRun);
  }

  /// The same writer without an open run.
  public Placement released() {
    return new Placement(workload, writer, epoch, highestEpoch, Optional.empty());
  }
}
