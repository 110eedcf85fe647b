package dev.lifeboat.cli;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.states.PollPace;
import dev.lifeboat.aws.states.RolePolicy;
import dev.lifeboat.aws.states.StateMachineCompiler;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.runbook.RunbookMarkdown;
import dev.lifeboat.runbook.RunbookMermaid;
import dev.lifeboat.runbook.RunbookText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the steps that a run would take. Reads only.
@Command(
    name = "runbook",
    description = "Print the steps of a failover, switchover, failback or reprotect.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: lifeboat runbook lifeboat.yaml --mode switchover --format mermaid"})
final class RunbookCommand implements Callable<Integer> {

  /// How the runbook is written down.
  enum Format {
    text,
    md,
    mermaid,
    json,
    asl
  }

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = ModeWord.class,
      description =
          "failover, switchover, failback or reprotect (default: failover; with --format asl: both of the"
              + " first two).")
  private @Nullable Mode mode;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text, md, mermaid, json, or asl: a state machine of AWS Step Functions (default:"
              + " ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(
      names = "--with-functions",
      description =
          "Let the state machine call the plan's function for what its own region cannot do.")
  private boolean withFunctions;

  @Option(
      names = "--role-policy",
      description =
          "With --format asl: print what the state machine's role must be allowed instead.")
  private boolean rolePolicy;

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to move.")
  private @Nullable String workload;

  RunbookCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    var moved = file.workload(workload);
    var text =
        format == Format.asl && !options.json
            ? stateMachine(file.plan(), moved) + "\n"
            : written(runbook(file, moved));
    terminal.out().print(text);
    terminal.out().flush();
    return 0;
  }

  private String written(Runbook runbook) {
    return switch (options.json ? Format.json : format) {
      case text -> RunbookText.of(runbook);
      case md -> RunbookMarkdown.of(runbook);
      case mermaid -> RunbookMermaid.of(runbook);
      case json, asl -> new String(RunbookJson.bytes(runbook), StandardCharsets.UTF_8) + "\n";
    };
  }

  private Runbook runbook(PlanFile file, Workload moved)
      throws InterruptedException, ProblemException {
    var asked = mode == null ? Mode.FAILOVER : mode;
    return Kinds.of(file.plan())
        .compiler()
        .compile(file.plan(), moved, asked, source(file, moved, asked, options.state));
  }

  private String stateMachine(Plan plan, Workload moved) throws ProblemException {
    StateMachineCompiler.requireAws(plan);
    if (mode == Mode.FAILBACK || mode == Mode.REPROTECT) {
      throw Problem.lasting(
              Code.LB2006,
              "a state machine knows no %s: it stands in the region that is left then"
                  .formatted(mode.word()),
              "no state machine is made",
              "use 'lifeboat %s'".formatted(mode.word()))
          .asException();
    }
    var machine =
        new StateMachineCompiler(plan, moved, withFunctions, PollPace.STANDARD)
            .compile(mode == null ? Set.of(Mode.FAILOVER, Mode.SWITCHOVER) : Set.of(mode));
    return rolePolicy
        ? OutputJson.pretty(
            RolePolicy.of(
                machine,
                AwsRegion.nameOf(plan.recovery()),
                "*",
                StateMachineCompiler.functionName(plan)))
        : machine.definition();
  }

  /// Where the writer is while a lab is up; else where it would be when such a run begins. AWS is
  /// not asked: the runbook is to be had without credentials.
  private static String source(PlanFile file, Workload moved, Mode mode, Path state)
      throws InterruptedException, ProblemException {
    var lab = Labs.ifUp(file.plan(), state);
    if (lab.isPresent()) {
      return Labs.placement(lab.get(), moved).writer();
    }
    boolean away = mode == Mode.FAILBACK || mode == Mode.REPROTECT;
    var home = away ? file.plan().recovery() : file.plan().primary();
    return home.name();
  }
}
