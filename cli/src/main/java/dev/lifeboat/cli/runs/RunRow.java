package dev.lifeboat.cli.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lifeboat.control.RunSummary;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run as `runs --json` lists it: one flat object.
///
/// @param open null where nobody can tell
record RunRow(
    @JsonUnwrapped Name name,
    @JsonUnwrapped RunSummary.Activity activity,
    String outcome,
    @JsonUnwrapped RunSummary.Subject subject,
    @Nullable Boolean open,
    @JsonUnwrapped RunSummary.Recovery recovery,
    String why,
    String folder) {

  record Name(String run, Optional<Instant> at) {}

  static RunRow of(RunSummary run) {
    return new RunRow(
        new Name(run.run(), run.at()),
        run.activity(),
        run.outcome().word(),
        run.subject(),
        (run.mayBeOpen() && !run.open()) ? null : run.open(),
        run.recovery(),
        run.why(),
        run.folder().toString());
  }
}
