package dev.lifeboat.cli;

import dev.lifeboat.cli.completion.Proposal;
import dev.lifeboat.cli.completion.Values;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.simulate.Assumption;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The values that completion offers: from the plan on the line, from the runs below the state
/// folder, and from the lists that the commands themselves read.
final class KnownValues implements Values {
  private static final Path USUAL_PLAN = Path.of("lifeboat.yaml");

  @Override
  public List<Proposal> of(String label, String name, Line line) {
    return switch (name.isEmpty() ? label : name) {
      case "PLAN" -> List.of(Proposal.PLANS);
      case "RUN" -> runs(line, line.command().equals("resume") ? it -> it.open() : it -> true);
      case "FOLDER" ->
          Stream.concat(runs(line, it -> true).stream(), Stream.of(Proposal.FOLDERS)).toList();
      case "CODE" -> words(Stream.of(Code.values()).map(Code::name));
      case "FAULT" -> words(FaultArguments.WORDS.stream());
      case "NAME" -> named(line);
      case "SHELL" -> words(CompletionCommand.SHELLS.stream());
      case "COMMAND" -> words(Commands.all().stream().filter(Commands::shown).map(Commands::word));
      case "--workload" ->
          words(plan(line).stream().flatMap(it -> it.workloads().keySet().stream()));
      case "--scenario" -> words(scenarios(line).stream().map(Scenario::word));
      case "--mode" -> words(Stream.of(Mode.values()).map(Mode::word));
      case "--leave" -> words(Stream.of(Assumption.values()).map(Assumption::word));
      case "--to", "--region" -> words(plan(line).stream().flatMap(KnownValues::regions));
      case "--confirm" -> words(plan(line).stream().map(Plan::name));
      case "--state", "--into" -> List.of(Proposal.FOLDERS);
      case "--report", "--bundle", "--key" -> List.of(Proposal.FILES);
      default -> List.of();
    };
  }

  private static List<Proposal> words(Stream<String> words) {
    return words.map(word -> new Proposal(word, "")).toList();
  }

  private static List<Proposal> runs(Line line, Predicate<RunRecords.Summary> wanted) {
    try {
      return new RunRecords(line.state())
          .list().stream()
              .filter(wanted)
              .map(run -> new Proposal(run.run(), run.kind() + " " + run.outcome()))
              .toList();
    } catch (ProblemException unreadable) {
      return List.of();
    }
  }

  /// What `lab break PLAN FAULT` and `lab heal PLAN FAULT` can take next.
  private static List<Proposal> named(Line line) {
    var plan = plan(line);
    if (plan.isEmpty() || line.arguments().size() < 2) {
      return List.of();
    }
    return words(
        switch (line.arguments().get(1)) {
          case "region", "hang" -> regions(plan.get());
          case "link-cut", "link-slow" -> plan.get().regions().keySet().stream();
          case "database", "postmaster" -> resources(plan.get(), Database.class);
          case "service" -> resources(plan.get(), Service.class);
          case "bucket" -> resources(plan.get(), Bucket.class);
          default -> Stream.of();
        });
  }

  /// Those that can be held where the regions of the plan on the line are.
  private static List<Scenario> scenarios(Line line) {
    return plan(line).map(it -> Scenario.heldOn(Kinds.of(it))).orElseGet(Scenario::all);
  }

  private static Stream<String> regions(Plan plan) {
    return Stream.of(plan.primary().name(), plan.recovery().name());
  }

  private static Stream<String> resources(Plan plan, Class<? extends Resource> type) {
    return plan.workloads().values().stream()
        .flatMap(workload -> workload.resources(type).stream())
        .map(Resource::name);
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
