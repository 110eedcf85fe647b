package dev.lifeboat.engine;

import dev.lifeboat.problem.Code;
import java.time.Instant;
import java.util.Optional;

/// State of one step of a run.
public sealed interface StepState {
  /// Something it comes after is not met.
  record Waiting() implements StepState {}

  /// Begun and not met yet.
  ///
  /// @param since when it began; its deadline counts from here
  /// @param until when it times out; for ever where a person is asked
  /// @param why the last reason; empty before the first look
  record Active(Instant since, Instant until, Looks looks, Requests requests, Optional<String> why)
      implements StepState {
    /// Whether the goal may be asked for: it was seen not to hold, and a request is due.
    boolean asks(Instant now) {
      return looks.pending() && !now.isBefore(requests.next());
    }

    Active with(Looks further) {
      return new Active(since, until, further, requests, why);
    }

    Active with(Requests further) {
      return new Active(since, until, looks, further, why);
    }

    Active because(Optional<String> reason) {
      return new Active(since, until, looks, requests, reason);
    }
  }

  /// Looks at the goal since the last request for it.
  ///
  /// @param made how many, which sets the pace
  /// @param next when to look next
  /// @param pending whether the last one found the goal not to hold, so that a request makes sense
  record Looks(int made, Instant next, boolean pending) {
    static Looks from(Instant at) {
      return new Looks(0, at, false);
    }
  }

  /// Requests for the goal.
  ///
  /// @param made how many so far
  /// @param next when a further one may be made
  record Requests(int made, Instant next) {}

  /// Its goal holds; at `lookAt` it is looked at again whether it still does.
  record Met(Instant since, Instant at, String proof, Instant lookAt) implements StepState {}

  /// It ran out of time or was refused for good.
  record Failed(Instant at, Code code, String why) implements StepState {}
}
