package dev.lifeboat.cli;

import dev.lifeboat.lab.check.LabFact;
import dev.lifeboat.lab.check.LabSurvey;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows everything in the lab, the verdict first.
@Command(
    name = "status",
    description = "Show everything in the lab: agents, processes, stores, services, front doors.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 all is well, 3 something is not or cannot be told."})
final class LabStatusCommand implements Callable<Integer> {
  private static final int NOT_READY = 3;

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  LabStatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    var lab = Labs.required(file, options.state);
    var facts = new LabSurvey(lab.clients()).take();
    var troubles = facts.stream().filter(fact -> fact.why() != null).toList();
    var verdict = troubles.isEmpty() ? "well" : "degraded";
    if (options.json) {
      var at = Clock.systemUTC().instant().toString();
      terminal
          .out()
          .println(
              OutputJson.line(
                  new LabStatusDocument(
                      "lifeboat.lab-status/v1", file.plan().name(), verdict, at, facts)));
    } else {
      terminal
          .out()
          .println(
              "%s  %s%s"
                  .formatted(
                      file.plan().name(),
                      verdict.toUpperCase(Locale.ROOT),
                      troubles.isEmpty() ? "" : "  " + of(troubles)));
      facts.forEach(fact -> terminal.out().println(line(fact)));
    }
    return troubles.isEmpty() ? 0 : NOT_READY;
  }

  private static String of(List<LabFact> troubles) {
    var first = troubles.getFirst();
    return "%s of %s: %s%s"
        .formatted(
            first.what(),
            first.region(),
            first.why(),
            troubles.size() == 1 ? "" : " (and %d more)".formatted(troubles.size() - 1));
  }

  private static String line(LabFact fact) {
    var age = fact.ageMillis() == 0 ? "" : " (%d ms ago)".formatted(fact.ageMillis());
    var why = fact.why() == null ? "" : "  <- " + fact.why();
    return String.format(
        Locale.ROOT,
        "  %-8s %-18s %-9s %s%s%s",
        fact.region(),
        fact.what(),
        fact.state(),
        fact.detail(),
        age,
        why);
  }

  /// Everything in the lab at one moment.
  record LabStatusDocument(
      String schema, String plan, String verdict, String at, List<LabFact> facts) {}
}
