package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Lease that a guard left behind where the plan wants none: without a release its trigger refuses
/// commits once the lease is over, also at the replica that is promoted, and no guard renews it.
///
/// @param releases of the workload
public record LeftLease(Placements placements, Voters voters, GuardReleases releases) {

  /// What keeps the writer in `region` from being replaced; empty where no guard ever held the
  /// lease under its epoch, or a named person released it.
  ///
  /// @throws ProblemException LB2020 when that cannot be told
  public Optional<Problem> in(String region) throws ProblemException, InterruptedException {
    var writer = placements.read(releases.workload()).filter(it -> it.writer().equals(region));
    return writer.isPresent() && releases.read(region).isEmpty() && isHeld(writer.get())
        ? Optional.of(
            Problem.lasting(
                Code.LB2016,
                "a guard in %s kept the lease of %s, and nobody released it; the plan says 'fence:"
                        .formatted(region, writer.get().workload())
                    + " api'",
                "its trigger is in the replica too, and refuses commits where no guard keeps a lease",
                release(region)
                    + ", or keep 'fence: guard'; see 'Release' in docs/aws.md where neither can be"))
        : Optional.empty();
  }

  /// What is typed to let services of `region` write without a lease.
  public static String release(String region) {
    return "'lifeboat guard PLAN --region %s --release --as NAME' by a plan with 'fence: guard'"
        .formatted(region);
  }

  private boolean isHeld(Placement writer) throws ProblemException, InterruptedException {
    for (var voter : voters.outside(writer.writer()).entrySet()) {
      if (isHeldBy(voter.getKey(), voter.getValue(), writer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHeldBy(String where, VoterClient voter, Placement writer)
      throws ProblemException, InterruptedException {
    try {
      return voter
          .status(writer.workload())
          .vote()
          .filter(it -> it.holder().equals(writer.writer()) && it.epoch() == writer.epoch())
          .isPresent();
    } catch (IOException silent) {
      if (isWithoutTable(silent)) {
        return false; // Nobody ever voted.
      }
      throw Problem.passing(
              Code.LB2020,
              "the votes in %s cannot be asked: %s".formatted(where, silent.getMessage()),
              "a guard may have left its trigger behind",
              "see the health of DynamoDB there")
          .asException(silent);
    }
  }

  private static boolean isWithoutTable(IOException silent) {
    return silent.getCause() instanceof ProblemException told
        && told.getCause() instanceof ResourceNotFoundException;
  }
}
