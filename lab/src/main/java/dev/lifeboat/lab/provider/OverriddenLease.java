package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Succession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A writer that lives by a person's word, since two of three voters are lost. The word is given
/// again before its time is over; it replaces no votes that are had.
public record OverriddenLease(LabClients clients) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// Asks the writer's region to hold its lease for another while.
  ///
  /// @param word whose, and why
  /// @return the databases whose agents did so
  /// @throws ProblemException LB1003 when the workload has no lease; when one did not: LB2001 if it
  ///   is silent, LB2002 if it holds votes no more that nobody's word replaces, LB3002 if the
  ///   placement has gone on
  public List<String> renew(Workload workload, Placement placed, String word)
      throws InterruptedException, ProblemException {
    var databases = workload.resources(Database.class).stream().map(Resource::name).toList();
    if (databases.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB1003,
          "'%s' has no database, and its buckets write without a lease".formatted(workload.name()),
          "no word is needed; nothing was changed",
          "see 'lifeboat status'");
    }
    var again = new Succession(placed.epoch(), List.of(word), Optional.empty());
    for (var database : databases) {
      try {
        var _ =
            clients
                .agent(placed.writer())
                .within(LIMIT)
                .assign(database, AssignmentRequest.writer(placed.epoch(), again));
      } catch (IOException failed) {
        throw CallProblems.problem(
            "the lease of %s in %s held".formatted(workload.name(), placed.writer()), failed);
      }
    }
    return databases;
  }
}
