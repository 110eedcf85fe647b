package dev.lifeboat.cli;

import dev.lifeboat.control.LostRun;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Resumption;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.RunTakeover;
import dev.lifeboat.control.Words;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes up a run that was paused, that waits for a person, or whose controller died.
@Command(
    name = "resume",
    description = "Go on with a run that was paused, waits for a person, or lost its controller.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: lifeboat resume 20261120-150411-7q2k"})
final class ResumeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "The run (default: the only one that is open).")
  private @Nullable String run;

  @Option(names = "--undo", description = "Take it back, if it is before its point of no return.")
  private boolean undo;

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      description = {
        "Take up a run that another machine began, by its copy on AWS.",
        "The plan must be the one that the run began with."
      })
  private @Nullable Path elsewhere;

  @Option(
      names = "--drop-claim",
      paramLabel = "REASON",
      description = {
        "Free the workload of a run whose folder is gone or whose journal cannot be read.",
        "It is kept on the record, with your name."
      })
  private @Nullable String dropClaim;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "With --drop-claim: the plan's name; a lab needs no confirmation.")
  private @Nullable String confirm;

  @Mixin private final OverrideOptions overriding = new OverrideOptions();

  ResumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    if (dropClaim != null) {
      return drop(dropClaim);
    }
    if (elsewhere != null) {
      var began = Kinds.read(elsewhere);
      new RunTakeover(options.state, began, new Platforms(options.state, false)).fetch(run);
    }
    var records = new RunRecords(options.state);
    var folder = records.folder(run == null ? onlyOpen(records) : run);
    var id = new RunId(String.valueOf(folder.getFileName()));
    // The plan as it was when the run began, whatever has become of the file since.
    var file = Kinds.read(folder.resolve("plan.yaml"));
    requireOpen(id, folder, file);
    try (var platform = new Platforms(options.state, false).required(file);
        var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      var stopped =
          new Resumption(file, platform, options.state, terminal.requester(talk, options.person))
              .run(id, undo, overriding.asked());
      return RunDocument.print(stopped, terminal, options);
    }
  }

  private int drop(String reason) throws InterruptedException, ProblemException {
    if (run == null) {
      throw Failures.usage(
          "--drop-claim takes the claim of one run, and none is named",
          "nothing was changed",
          "name it: lifeboat resume RUN --drop-claim REASON --as NAME");
    }
    var word = new DroppedClaim.Word(options.person, reason, Clock.systemUTC().instant());
    var dropped =
        new LostRun(Kinds.READER, options.state, new RunId(run), elsewhere)
            .drop(word, new Platforms(options.state, false), this::consent);
    dropped
        .unsealed()
        .ifPresent(
            why -> terminal.err().println("the next run will name this one as unsealed: " + why));
    var claim = dropped.claim();
    terminal
        .out()
        .println(
            options.json
                ? OutputJson.line(claim)
                : "%s dropped the claim of run %s: '%s' is free, its writer in %s under epoch %d"
                    .formatted(
                        word.by(), claim.run(), claim.workload(), claim.writer(), claim.epoch()));
    return 0;
  }

  /// Shows what would be dropped, and asks where users depend on it.
  private void consent(PlanFile file, Platform platform, DroppedClaim claim)
      throws ProblemException {
    lines(claim).forEach(terminal.err()::println);
    NameConfirmation.requireRight(confirm, file.plan());
    if (!platform.kind().raised() && confirm == null) {
      throw Problem.lasting(
              Code.LB1006,
              "to drop a claim changes what may be done to regions that users depend on",
              "nothing was changed",
              "confirm it with --confirm " + file.plan().name())
          .asException();
    }
  }

  private static List<String> lines(DroppedClaim claim) {
    return List.of(
        "run %s is open on '%s': %s".formatted(claim.run(), claim.workload(), claim.journal()),
        "  the writer is in %s under epoch %d; epoch %d was handed out to the run"
            .formatted(claim.writer(), claim.epoch(), claim.highestEpoch()),
        "  without the claim another run may begin; what this one fenced stays fenced,",
        "  and a controller of it that still lives is refused once the next one has begun");
  }

  /// With its lab gone, a run that is over would be told to bring the lab up. With the lab there,
  /// the engine says that it is over, and gives its placement free where a crash left that undone.
  private void requireOpen(RunId run, Path folder, PlanFile file)
      throws InterruptedException, ProblemException {
    var over =
        RunRecords.state(folder)
            .map(RunState::phase)
            .filter(phase -> phase instanceof RunState.Phase.Ended);
    if (over.isPresent()
        && Kinds.of(file.plan()).raised()
        && Labs.ifUp(file.plan(), options.state).isEmpty()) {
      throw Problem.lasting(
              Code.LB4004,
              "run %s is over: %s".formatted(run, Words.of(over.get())),
              "there is nothing to resume",
              "see 'lifeboat runs'")
          .asException();
    }
  }

  private static String onlyOpen(RunRecords records) throws ProblemException {
    var open = records.list().stream().filter(RunRecords.Summary::open).toList();
    if (open.size() == 1) {
      return open.getFirst().run();
    }
    throw Problem.lasting(
            Code.LB4004,
            open.isEmpty() ? "no run is open" : "several runs are open: " + names(open),
            "nothing was resumed",
            open.isEmpty() ? "see 'lifeboat runs'" : "name one: lifeboat resume RUN")
        .asException();
  }

  private static String names(List<RunRecords.Summary> runs) {
    return runs.stream().map(RunRecords.Summary::run).collect(Collectors.joining(", "));
  }
}
