package dev.lifeboat.aws.claim;

import dev.lifeboat.aws.dynamodb.WriterRecords;
import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.time.InstantSource;
import java.util.Optional;

/// Lets a copy be promoted only if it followed the writer that it replaces, or by a named person's
/// word. AWS itself refuses no copy, so this stands right before its calls.
///
/// A copy is of the writer that is to be replaced if its record says so, which the last promotion
/// wrote down, or if the account shows it: that the copy follows the writer now, or did until that
/// was lost. Without either it is of nobody's.
///
/// @param clock that says since when the other copy follows nobody
public record PromotionGate(
    PromotionReadiness candidates,
    PresentClaim claim,
    WriterRecords records,
    RegionPair regions,
    InstantSource clock) {

  /// Evidence in the account that a copy followed a writer.
  @FunctionalInterface
  public interface CopyEvidence {
    /// Whether it shows that the copy is of the writer of `epoch`.
    boolean isOf(long epoch) throws ProblemException, InterruptedException;
  }

  /// Whether the copy of `goal` could be promoted now.
  ///
  /// @throws ProblemException when nobody could look
  public Readiness readiness(Goal.Promoted goal, CopyEvidence evidence)
      throws ProblemException, InterruptedException {
    var placed = claim.present().filter(it -> !it.writer().equals(goal.region()));
    return placed.isEmpty()
        ? Readiness.ready()
        : candidates.of(goal, copy(goal, placed.get().epoch(), evidence));
  }

  /// The record first, since what the account shows may have to be asked of another region.
  private Optional<FollowRecord> copy(Goal.Promoted goal, long writer, CopyEvidence evidence)
      throws ProblemException, InterruptedException {
    var record = records.read(goal.resource(), goal.region());
    boolean known = new CandidateRule(goal.resource(), goal.region(), record).mayReplace(writer);
    return !known && writer > 0 && evidence.isOf(writer)
        ? Optional.of(new FollowRecord(writer, Optional.empty()))
        : record;
  }

  /// Lets the request pass and writes down whose copies there are from then on. Safe to repeat.
  ///
  /// @throws ProblemException LB3011 when the copy is no candidate and nobody accepted the loss;
  ///   LB3002 or LB3003 when the request is late or would make a second writer
  public void pass(Goal.Promoted goal, Attempt attempt, CopyEvidence evidence)
      throws ProblemException, InterruptedException {
    var placed = claim.confirmWriter(goal, attempt, goal.region());
    if (isPassed(goal, attempt.epoch())) {
      return;
    }
    var succession = attempt.succession();
    if (succession.acceptedLoss().isEmpty()) {
      var copy = copy(goal, succession.writer(), evidence);
      var refusal =
          new CandidateRule(goal.resource(), goal.region(), copy).refusal(succession.writer());
      if (refusal.isPresent()) {
        throw refusal.get().asException();
      }
    }
    leave(goal, succession.writer());
    var promoted = new FollowRecord(attempt.epoch(), Optional.empty());
    if (!records.keep(goal.resource(), goal.region(), promoted)) {
      throw PresentClaim.writerElsewhere(goal, placed).asException();
    }
  }

  /// The other copy gets nothing from now on.
  private void leave(Goal.Promoted goal, long writer)
      throws ProblemException, InterruptedException {
    if (writer > 0) {
      var since = new FollowRecord(writer, Optional.of(clock.instant()));
      var _ = records.keep(goal.resource(), regions.otherThan(goal.region()), since);
    }
  }

  private boolean isPassed(Goal.Promoted goal, long epoch)
      throws ProblemException, InterruptedException {
    return records
        .read(goal.resource(), goal.region())
        .filter(it -> it.epoch() == epoch)
        .isPresent();
  }

  /// Whether what looks like the writer in the goal's region is it: the placement names it, and
  /// while a run is open its promotion has passed here. Outside of runs nobody is being promoted.
  ///
  /// @throws ProblemException when nobody could look
  public boolean isWriter(Goal.Promoted goal) throws ProblemException, InterruptedException {
    var placed = claim.present();
    if (placed.isEmpty()) {
      return true; // It is looked at to be adopted.
    }
    return placed.get().writer().equals(goal.region())
        && (placed.get().openRun().isEmpty() || isPassed(goal, placed.get().epoch()));
  }
}
