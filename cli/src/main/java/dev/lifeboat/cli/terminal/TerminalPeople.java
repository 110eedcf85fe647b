package dev.lifeboat.cli.terminal;

import dev.lifeboat.engine.People;
import dev.lifeboat.measure.Answer;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Step;
import java.util.Locale;
import java.util.Optional;

/// The person at the terminal, if there is one.
public record TerminalPeople(Terminal terminal, ProgressPrinter progress, String person)
    implements People {
  private static final String ON_TERMINAL = "shown on the terminal of ";
  private static final String UNSEEN = "written to standard error, where nobody is known to look";

  /// Shows again what a message's proof says that a terminal showed.
  public static void showAgain(ProgressPrinter progress, Step.Tell tell, String proof) {
    if (proof.contains(ON_TERMINAL) || proof.contains(UNSEEN)) {
      show(progress, tell);
    }
  }

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
    show(progress, tell);
    return terminal.prompt().isPresent() ? ON_TERMINAL + person : UNSEEN;
  }

  private static void show(ProgressPrinter progress, Step.Tell tell) {
    var owner = owner(tell);
    progress.tell(
        tell.id().value(),
        "shown",
        owner.equals(Workload.NO_OWNER)
            ? tell.message().substring(owner.length() + 1).strip() + "; the plan names no owner"
            : tell.message());
  }

  /// Whom a message is for stands before its colon.
  private static String owner(Step.Tell tell) {
    return tell.message().split(":", 2)[0];
  }
}
