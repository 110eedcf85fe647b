package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.DatabaseState.SqlState;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.postgres.Lsn;
import java.util.Optional;

/// Log that a restored server has applied, beside the log that came with it. A server that cannot
/// read a file of it takes that for its end and waits for more, as one does that has applied all.
record ReplayedLog(RestoredFrom origin, SqlState seen) {
  /// What is missing; empty where all of it is applied.
  Optional<String> missing() {
    if (!seen.inRecovery()) {
      return seen.timeline() > origin.timeline()
          ? Optional.empty()
          : Optional.of(
              "it writes on timeline %d, which is not behind the restored log"
                  .formatted(seen.timeline()));
    }
    var end = Lsn.parse(origin.reaches());
    var replayed = Optional.ofNullable(seen.replayLsn()).map(Lsn::parse);
    if (seen.timeline() == origin.timeline()
        && replayed.filter(it -> it.compareTo(end) >= 0).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "it has applied its log up to %s on timeline %d, and what came with it goes to %s on timeline %d; its server log says why, should it stay so"
            .formatted(
                replayed.map(Lsn::toString).orElse("nowhere"),
                seen.timeline(),
                end,
                origin.timeline()));
  }
}
