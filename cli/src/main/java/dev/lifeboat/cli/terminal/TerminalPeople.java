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

  /// There is no channel to anybody but the person at the terminal.
  @Override
  public String tell(Step.Tell tell) {
    var owner = owner(tell);
    return "%s: %s; %s"
        .formatted(
            NOT_TOLD,
            owner.equals(Workload.NO_OWNER) ? "the plan names no owner" : "no channel to " + owner,
            show(tell));
  }

  @Override
  public String show(Step.Tell tell) {
    var owner = owner(tell);
    progress.tell(
        tell.id().value(),
        "shown",
        owner.equals(Workload.NO_OWNER)
            ? tell.message().substring(owner.length() + 1).strip() + "; the plan names no owner"
            : tell.message());
    return terminal.prompt().isPresent()
        ? "shown on the terminal of " + person
        : "written to standard error, where nobody is known to look";
  }

  /// Whom a message is for stands before its colon.
  private static String owner(Step.Tell tell) {
    return tell.message().split(":", 2)[0];
  }
}
