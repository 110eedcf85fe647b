package dev.lifeboat.cli.terminal;

import dev.lifeboat.engine.People;
import dev.lifeboat.measure.Answer;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Step;
import java.util.Locale;
import java.util.Optional;

/// The person at the terminal, if there is one.
record TerminalPeople(Terminal terminal, ProgressPrinter progress, String person)
    implements People {
  /// Anything but a plain yes declines.
  @Override
  public Optional<Answer> ask(Step.Ask ask) {
    return terminal
        .prompt()
        .flatMap(prompt -> prompt.apply(ask.question() + " [y/N]"))
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .map(word -> new Answer(word.equals("y") || word.equals("yes"), person));
  }

  /// Whom a message is for stands before its colon. There is no channel to anybody but the person
  /// at the terminal.
  @Override
  public String tell(Step.Tell tell) {
    var owner = tell.message().split(":", 2)[0];
    boolean nobody = owner.equals(Workload.NO_OWNER);
    progress.tell(
        tell.id().value(),
        "shown",
        nobody
            ? tell.message().substring(owner.length() + 1).strip() + "; the plan names no owner"
            : tell.message());
    return "not told: %s; %s"
        .formatted(
            nobody ? "the plan names no owner" : "no channel to " + owner,
            terminal.prompt().isPresent()
                ? "shown on the terminal of " + person
                : "written to standard error, where nobody is known to look");
  }
}
