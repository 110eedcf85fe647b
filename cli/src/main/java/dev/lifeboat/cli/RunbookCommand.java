package dev.lifeboat.cli;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.runbook.RunbookMarkdown;
import dev.lifeboat.runbook.RunbookMermaid;
import dev.lifeboat.runbook.RunbookText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the steps that a run would take. Reads only.
@Command(
    name = "runbook",
    description = "Print the steps of a failover, switchover or failback.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: lifeboat runbook lifeboat.yaml --mode switchover --format mermaid"})
final class RunbookCommand implements Callable<Integer> {

  /// How the runbook is written down.
  enum Format {
    text,
    md,
    mermaid,
    json
  }

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "failover",
      converter = ModeWord.class,
      description = "failover, switchover or failback (default: ${DEFAULT-VALUE}).")
  private Mode mode = Mode.FAILOVER;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, md, mermaid or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to move.")
  private @Nullable String workload;

  RunbookCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = PlanFile.read(plan);
    var moved = file.workload(workload);
    var runbook = new RunbookCompiler().compile(file.plan(), moved, mode, source(file, moved));
    var text =
        switch (options.json ? Format.json : format) {
          case text -> RunbookText.of(runbook);
          case md -> RunbookMarkdown.of(runbook);
          case mermaid -> RunbookMermaid.of(runbook);
          case json -> new String(RunbookJson.bytes(runbook), StandardCharsets.UTF_8) + "\n";
        };
    terminal.out().print(text);
    terminal.out().flush();
    return 0;
  }

  /// Where the writer is while a lab is up; else where it would be when such a run begins. AWS is
  /// not asked: the runbook is to be had without credentials.
  private String source(PlanFile file, Workload moved)
      throws InterruptedException, ProblemException {
    var lab = Labs.ifUp(file.plan(), options.state);
    if (lab.isPresent()) {
      return Labs.placement(lab.get(), moved).writer();
    }
    var home = mode == Mode.FAILBACK ? file.plan().recovery() : file.plan().primary();
    return home.name();
  }
}
