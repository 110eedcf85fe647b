package dev.lifeboat.cli.completion;

import dev.lifeboat.assess.RecommendationRule;
import dev.lifeboat.assess.Severity;
import dev.lifeboat.cli.help.SchemaCommand;
import dev.lifeboat.cli.init.ShippedExamples;
import dev.lifeboat.cli.lab.FaultArguments;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.RunSummary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Tier;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.simulate.Assumption;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The values that completion offers: from the plan on the line, from the runs below the state
/// folder, and from the lists that the commands themselves read.
///
/// @param commands that help shows below the one that these words lead to
record KnownValues(Function<List<String>, List<String>> commands) {
  private static final Path USUAL_PLAN = Path.of("lifeboat.yaml");

  /// Older runs are offered without what became of them: nobody waits until a thousand are read.
  private static final int MOST_TOLD = 20;

  /// What stands on the line before the word that is completed.
  ///
  /// @param command its last word, such as `break`
  /// @param arguments that are no options, in order
  /// @param state the state folder
  /// @param begun how the value begins, as far as it was typed
  record Line(String command, List<String> arguments, Path state, String begun) {
    boolean resumes() {
      return command.equals("resume");
    }
  }

  /// The values that exist at this moment; empty when any text will do, or nothing could be looked
  /// up.
  ///
  /// @param name of the option, or what the help calls the argument
  List<Proposal> of(String name, Line line) {
    return switch (name) {
      case "PLAN" -> List.of(Proposal.PLANS);
      case "RUN" -> runs(line);
      case "FOLDER" -> Stream.concat(runs(line).stream(), Stream.of(Proposal.FOLDERS)).toList();
      case "PLAN|RUN" -> Stream.concat(Stream.of(Proposal.PLANS), runs(line).stream()).toList();
      case "CODE" -> words(Stream.of(Code.values()).map(Code::name));
      case "FAULT" -> words(FaultArguments.words().stream());
      case "NAME" ->
          line.command().equals("schema") ? words(SchemaCommand.names().stream()) : named(line);
      case "SHELL" -> words(CompletionCommand.SHELLS.stream());
      case "COMMAND" -> words(commands.apply(line.arguments()).stream());
      case "--workload", "WORKLOAD" ->
          words(plan(line).stream().flatMap(it -> it.workloads().keySet().stream()));
      case "--scenario" -> words(scenarios(line).stream().map(Scenario::word));
      case "--from" ->
          line.command().equals("import")
              ? Stream.concat(words(Stream.of("stack", "tags")).stream(), Stream.of(Proposal.FILES))
                  .toList()
              : words(examples().stream());
      case "--mode" -> words(Stream.of(Mode.values()).map(Mode::word));
      case "--tier" -> words(Tier.USUAL.stream().map(Tier::name));
      case "--rule" -> words(Stream.of(RecommendationRule.values()).map(RecommendationRule::word));
      case "--fail-on" -> words(Stream.of(Severity.values()).map(Severity::word));
      case "--leave" -> words(Stream.of(Assumption.values()).map(Assumption::word));
      case "--to", "--region" ->
          line.command().equals("restore") || line.command().equals("import")
              ? List.of(line.command().equals("restore") ? Proposal.FOLDERS : Proposal.FILES)
              : words(plan(line).stream().flatMap(it -> FaultArguments.names("region", it)));
      case "--vault" -> words(plan(line).stream().flatMap(it -> it.vaults().keySet().stream()));
      case "--confirm" -> words(plan(line).stream().map(Plan::name));
      case "--state", "--into" -> List.of(Proposal.FOLDERS);
      case "FILE", "--report", "--bundle", "--key", "--prices", "--baseline" ->
          List.of(Proposal.FILES);
      default -> List.of();
    };
  }

  private static List<Proposal> words(Stream<String> words) {
    return words.map(Proposal::of).toList();
  }

  private static List<String> examples() {
    try {
      return ShippedExamples.ofThisProcess().names();
    } catch (ProblemException unreadable) {
      return List.of();
    }
  }

  /// Those that can be meant, newest first.
  private static List<Proposal> runs(Line line) {
    var records = new RunRecords(line.state());
    try {
      var names = records.names().stream().filter(it -> it.startsWith(line.begun())).toList();
      if (line.resumes()) {
        return records.list(names).stream()
            .filter(RunSummary::open)
            .map(KnownValues::told)
            .toList();
      }
      int told = Math.min(names.size(), MOST_TOLD);
      return Stream.concat(
              records.list(names.subList(0, told)).stream().map(KnownValues::told),
              names.stream().skip(told).map(Proposal::of))
          .toList();
    } catch (ProblemException unreadable) {
      return List.of();
    }
  }

  private static Proposal told(RunSummary run) {
    return new Proposal(run.run(), run.kind().word() + " " + run.outcome().word());
  }

  /// What `lab break PLAN FAULT` and `lab heal PLAN FAULT` can take next.
  private static List<Proposal> named(Line line) {
    var plan = plan(line);
    return plan.isEmpty() || line.arguments().size() < 2
        ? List.of()
        : words(FaultArguments.names(line.arguments().get(1), plan.get()));
  }

  /// Those that can be held where the regions of the plan on the line are.
  private static List<Scenario> scenarios(Line line) {
    return plan(line).map(it -> Scenarios.heldOn(Kinds.of(it))).orElseGet(Scenarios::all);
  }

  /// The plan on the line; it is the first argument of every command that takes one.
  private static Optional<Plan> plan(Line line) {
    try {
      var file = line.arguments().isEmpty() ? USUAL_PLAN : Path.of(line.arguments().getFirst());
      return Optional.of(Kinds.read(file).plan());
    } catch (ProblemException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }
}
