package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrillRest;
import dev.lifeboat.control.PlanFile;
import java.util.Optional;

/// Tells what an interrupted drill leaves behind, each with the line that ends it.
record DrillRestNarrator(Terminal terminal, Options options, PlanFile file) {
  void tell(DrillRest rest) {
    for (var remedy : rest.remedies()) {
      say("fault", "broken", "still broken; heal it with  " + remedy);
    }
    if (rest.remedies().isEmpty()) {
      say("drill", "stopped", "nothing that the drill broke is still broken");
    }
    for (var run : rest.open()) {
      say("run", "paused", "go on with  " + options.resume(run.value()));
    }
    if (rest.open().isEmpty() && !rest.writer().equals(Optional.of(file.plan().primary().name()))) {
      say("drill", "away", away(rest.writer()));
    }
  }

  private String away(Optional<String> writer) {
    return writer
        .map(region ->
            "the writer is in %s; bring it home with  lifeboat failback %s"
                .formatted(region, file.typed()))
        .orElse("where the writer is, is not known; look with  lifeboat status " + file.typed());
  }

  private void say(String phase, String state, String line) {
    terminal.say(options, phase, state, line);
  }
}
