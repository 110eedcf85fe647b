package dev.lifeboat.cli.runbook;

import dev.lifeboat.assess.DecisionTree;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.states.PollPace;
import dev.lifeboat.aws.states.RolePolicy;
import dev.lifeboat.aws.states.StateMachineCompiler;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.DocumentMarkdown;
import dev.lifeboat.report.DocumentPage;
import dev.lifeboat.report.DocumentPage.Section;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.runbook.RunbookMermaid;
import dev.lifeboat.runbook.RunbookText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints the steps that a run would take. Reads only.
@Command(
    name = "runbook",
    description = "Print the steps of a failover, switchover, failback or reprotect.",
    footer = {"", "Example: lifeboat runbook lifeboat.yaml --mode switchover --format mermaid"})
public final class RunbookCommand extends PlanCommand {

  /// How the runbook is written down.
  enum Format {
    text,
    md,
    html,
    mermaid,
    json,
    asl
  }

  /// Part of the document for people.
  enum Part {
    contacts,
    decision
  }

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
      description =
          "text, mermaid, json, md or html for people, or asl: a state machine of AWS Step Functions"
              + " (default: text).")
  private @Nullable Format format;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "Of md or html: contacts, the sheet of people; decision, when to declare, also as mermaid.")
  private @Nullable Part part;

  @Option(
      names = "--with-functions",
      description =
          "With --format asl, the default: let the state machine call the plan's function for what"
              + " its own region cannot do.")
  private boolean withFunctions;

  @Option(
      names = "--without-functions",
      description = "With --format asl: refuse by name what takes the function.")
  private boolean withoutFunctions;

  @Option(
      names = "--role-policy",
      description =
          "With --format asl: print what the state machine's role must be allowed instead.")
  private boolean rolePolicy;

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload to move.")
  private @Nullable String workload;

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    options.requireOneForm(format, Format.json);
    requireMachine();
    terminal().print(part == null ? whole(file, file.workload(workload)) : part(file, part));
    return 0;
  }

  private String whole(PlanFile file, Workload moved)
      throws InterruptedException, ProblemException {
    return switch (options.json ? Format.json : format) {
      case null -> text(runbook(file, moved), moved);
      case text -> text(runbook(file, moved), moved);
      case md, html -> {
        var page = new RunbookPage(file.typed(), file.plan(), moved, runbook(file, moved));
        yield document(page.title(), page.summary(), page.sections());
      }
      case mermaid -> RunbookMermaid.of(runbook(file, moved));
      case json ->
          new String(RunbookJson.bytes(runbook(file, moved)), StandardCharsets.UTF_8) + "\n";
      case asl -> stateMachine(file.plan(), moved) + "\n";
    };
  }

  /// Only a failover is refused while what it depends on is in the old region.
  private static String text(Runbook runbook, Workload moved) {
    return runbook.mode() == Mode.FAILOVER
        ? RunbookText.of(runbook, moved.dependsOn())
        : RunbookText.of(runbook);
  }

  private String part(PlanFile file, Part asked) throws ProblemException {
    var plan = file.plan();
    boolean chart = format == Format.mermaid && asked == Part.decision;
    if (options.json
        || !(chart || format == null || format == Format.md || format == Format.html)) {
      throw Failures.usage(
          "--part %s is of the document for people".formatted(asked),
          "nothing was printed",
          "use it with --format md or html");
    }
    if (asked == Part.contacts) {
      return document(
          "Contacts of " + plan.name(),
          "Whom to call and to tell.",
          new ContactSheet(plan).sections());
    }
    var tree = DecisionTree.of(plan, file.workload(workload));
    return chart
        ? tree.mermaid()
        : document(
            "Decision for " + file.workload(workload).name(),
            "Questions in their order, by the rules of plan %s.".formatted(plan.name()),
            List.of(DecisionSection.of(tree)));
  }

  private String document(String title, String summary, List<Section> sections) {
    return format == Format.html
        ? DocumentPage.html(title, summary, sections)
        : DocumentMarkdown.of(title, summary, sections);
  }

  private void requireMachine() throws ProblemException {
    if ((withFunctions || withoutFunctions || rolePolicy) && format != Format.asl) {
      throw Failures.usage(
          "--with-functions, --without-functions and --role-policy are of a state machine",
          "nothing was printed",
          "use --format asl with them");
    }
    if (withFunctions && withoutFunctions) {
      throw Failures.usage(
          "--with-functions and --without-functions contradict each other",
          "nothing was printed",
          "leave one of them out");
    }
  }

  /// From where the writer is while a lab is up; else from where it would be when such a run
  /// begins. AWS is not asked: the runbook is to be had without credentials.
  private Runbook runbook(PlanFile file, Workload moved)
      throws InterruptedException, ProblemException {
    var plan = file.plan();
    var asked = mode == null ? Mode.FAILOVER : mode;
    var lab = labs().living(file);
    if (lab.isPresent()) {
      return new ControlledWorkload(file, moved, lab.get(), options.state).runbook(asked);
    }
    boolean away = asked == Mode.FAILBACK || asked == Mode.REPROTECT;
    var source = away ? plan.recovery() : plan.primary();
    return Kinds.of(plan).compiler().compile(plan, moved, asked, source.name());
  }

  private String stateMachine(Plan plan, Workload moved) throws ProblemException {
    StateMachineCompiler.requireAws(plan);
    if (mode == Mode.FAILBACK || mode == Mode.REPROTECT) {
      throw ProblemException.lasting(
          Code.LB2006,
          "a state machine knows no %s: it would stand in the old region".formatted(mode.word()),
          "no state machine is made",
          "use 'lifeboat %s'".formatted(mode.word()));
    }
    var compiler = new StateMachineCompiler(plan, moved, !withoutFunctions, PollPace.STANDARD);
    var machine = mode == null ? compiler.compile() : compiler.compile(Set.of(mode));
    if (!rolePolicy) {
      return machine.definition();
    }
    var region = AwsRegion.nameOf(plan.recovery());
    var name = AccountNames.machine(plan, moved);
    var topic = AccountNames.topic(plan);
    return OutputJson.pretty(RolePolicy.of(machine, name, region, "*", topic));
  }
}
