package dev.lifeboat.guard.view;

import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Round.View;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Knowledge of the primary's lease outside the primary: the one reading of votes for the watch of
/// each provider and for functions.
///
/// @param voters kept as long as it is looked: what is not renewed must have been seen before
/// @param placed where the writer is, and under which epoch it must hold the lease
public record LeaseView(Voters voters, Placement placed) {

  /// The reading of one vote. A vote under another epoch, or for another region, tells nothing of
  /// the present writer, and neither does a voter that never voted.
  static View of(VoterStatus status, Placement placed) {
    var writer = placed.writer();
    boolean ofWriter =
        status
            .vote()
            .filter(it -> it.holder().equals(writer) && it.epoch() == placed.epoch())
            .isPresent();
    if (!ofWriter) {
      return new View.Unknown(
          "no guard in %s keeps the lease under epoch %d".formatted(writer, placed.epoch()));
    }
    return status.bound()
        ? new View.Up("the guard in %s renewed the lease".formatted(writer))
        : new View.Down("the guard in %s renews the lease no more".formatted(writer));
  }

  /// Of each who votes outside the primary, by its name.
  public Map<String, View> votes() throws InterruptedException {
    var votes = new LinkedHashMap<String, View>();
    for (var voter : voters.outside(placed.writer()).entrySet()) {
      votes.put(voter.getKey(), vote(voter.getValue()));
    }
    return votes;
  }

  /// Of all together. One that may still be bound is enough for the lease to be held, so that
  /// nobody else is asked then; and all must know that it is over.
  public View look() throws InterruptedException {
    var unknown = new LinkedHashMap<String, String>();
    for (var voter : voters.outside(placed.writer()).entrySet()) {
      switch (vote(voter.getValue())) {
        case View.Up(var detail) -> {
          return new View.Up("%s: %s".formatted(voter.getKey(), detail));
        }
        case View.Down _ -> {}
        case View.Unknown(var why) -> unknown.put(voter.getKey(), why);
      }
    }
    return unknown.isEmpty()
        ? new View.Down("it has run out for all who vote outside")
        : new View.Unknown(unknown.toString());
  }

  private View vote(VoterClient voter) throws InterruptedException {
    try {
      return of(voter.status(placed.workload()), placed);
    } catch (IOException silent) {
      return new View.Unknown("the votes cannot be read: " + silent.getMessage());
    }
  }
}
