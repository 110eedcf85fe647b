package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.ToldLeaseEnd;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a guard would do first, in words. It changes nothing anywhere.
///
/// @param databases by their names in the plan
public record GuardPreview(
    WorkloadGuard.Place place,
    Placements placements,
    GuardReleases releases,
    Map<String, GuardedLogins> databases) {

  /// By database; what the lease is asked for comes first, under the workload's name.
  public Map<String, String> words() throws ProblemException, InterruptedException {
    var words = new LinkedHashMap<String, String>();
    words.put(
        place.workload(), lease(placements.read(place.workload()), releases.read(place.region())));
    databases.forEach((name, logins) -> words.put(name, database(logins)));
    return words;
  }

  private String lease(Optional<Placement> placed, Optional<GuardReleases.Word> released) {
    if (released.isPresent()) {
      return "released by %s at %s: no lease would be asked for"
          .formatted(released.get().by(), released.get().at());
    }
    if (placed.isEmpty()) {
      return "nobody wrote down where its writer is, so that no lease would be asked for: lifeboat"
          + " adopt";
    }
    return placed.get().writer().equals(place.region())
        ? "the lease would be asked for under epoch %d".formatted(placed.get().epoch())
        : "its writer is in %s, so that no lease would be asked for"
            .formatted(placed.get().writer());
  }

  private static String database(GuardedLogins logins) {
    try {
      return logins.replica().isPresent()
          ? "a replica: it would be left alone, and told of"
          : writer(logins);
    } catch (SQLException failed) {
      return "cannot be looked at: " + SqlFailure.told(failed);
    } finally {
      logins.giveUp();
    }
  }

  private static String writer(GuardedLogins logins) throws SQLException {
    var missing = logins.uncoverable();
    var held =
        missing.isEmpty() ? "" : "; no lease would be asked for, since nothing fences " + missing;
    return held.isEmpty() || !(logins.leaseEnd() instanceof ToldLeaseEnd.NeverTold)
        ? first(logins.leaseEnd()) + held
        : "was never told of a lease: it would be left as it is" + held;
  }

  private static String first(ToldLeaseEnd end) {
    return switch (end) {
      case ToldLeaseEnd.NeverTold() ->
          "was never told of a lease: it would be armed once that is held, and nobody's session"
              + " ended";
      case ToldLeaseEnd.Released() -> "a named person released it: it would be left alone";
      case ToldLeaseEnd.Ahead(var left) ->
          "lets its services write for %d ms more by what a guard told it: that would be taken"
                  .formatted(left.toMillis())
              + " over, and nobody's session ended";
      case ToldLeaseEnd.Over() ->
          "refuses writes: its services' sessions would be ended and their logins kept out until"
              + " the lease is held";
    };
  }
}
