package dev.lifeboat.cli.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lifeboat.control.RunSummary;
import java.time.Instant;
import java.util.Optional;

/// One run as `runs --json` lists it: one flat object.
record RunRow(
    @JsonUnwrapped Name name,
    @JsonUnwrapped RunSummary.Activity activity,
    String outcome,
    @JsonUnwrapped RunSummary.Subject subject,
    boolean open,
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
        run.open(),
        run.recovery(),
        run.why(),
        run.folder().toString());
  }
}
