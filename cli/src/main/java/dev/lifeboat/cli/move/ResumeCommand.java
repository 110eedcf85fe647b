package dev.lifeboat.cli.move;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.Platforms;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.KeptPlan;
import dev.lifeboat.control.LostRun;
import dev.lifeboat.control.OpenRuns;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Resumption;
import dev.lifeboat.control.RunFromAnotherMachine;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes up a run that was paused, that waits for a person, or whose controller died.
@Command(
    name = "resume",
    description = "Go on with a run that was paused, waits for a person, or lost its controller.",
    footer = {"", "Example: lifeboat resume 20261120-150411-7q2k"})
public final class ResumeCommand extends TerminalCommand {
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

  @Override
  protected StateFolder.Use uses() {
    return elsewhere == null ? StateFolder.Use.READS : StateFolder.Use.KEEPS;
  }

  @Override
  public boolean journals() {
    return true;
  }

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  protected Path near() {
    return elsewhere == null ? super.near() : StateFolder.above(elsewhere);
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    if (dropClaim != null) {
      requireWithout(
          "--drop-claim",
          "nothing was changed",
          "--undo",
          "--override-fence",
          "--accept-loss",
          "--despite-obstacles");
      return drop(dropClaim);
    }
    if (confirm != null) {
      throw Failures.usage(
          "--confirm goes with --drop-claim alone", "nothing was resumed", "leave it out");
    }
    var regions = new Platforms(options.state, false);
    if (elsewhere != null) {
      var file = Kinds.read(elsewhere);
      if (Kinds.of(file.plan()).raisesRegions()) {
        requireNamedState();
      }
      makeState();
      try (var _ = looking()) {
        new RunFromAnotherMachine(options.state, file, regions).fetch(run);
      }
    }
    var records = new RunRecords(options.state);
    var files = records.files(run == null ? new OpenRuns(records).only() : run);
    var begun = KeptPlan.read(Kinds.READER, files);
    try (var platform = reach(files, begun, regions);
        var progress = progress()) {
      var stopped =
          new Resumption(begun, platform, options.state, requester(progress))
              .run(files.run(), undo, overriding.asked());
      return RunDocument.printResumed(stopped, begun.plan(), terminal(), options);
    }
  }

  private Platform reach(RunFolder files, PlanFile file, Platforms regions)
      throws InterruptedException, ProblemException {
    try (var _ = looking()) {
      return OpenRuns.reach(files, file, regions);
    }
  }

  private int drop(String reason) throws InterruptedException, ProblemException {
    if (run == null) {
      throw Failures.usage(
          "--drop-claim takes the claim of one run, and none is named",
          "nothing was changed",
          "name it: lifeboat resume RUN --drop-claim REASON --as NAME");
    }
    var word = new DroppedClaim.Word(options.person, reason, Terminal.now());
    LostRun.Dropped dropped;
    try (var _ = looking()) {
      dropped =
          new LostRun(Kinds.READER, options.state, new RunId(run), elsewhere)
              .drop(word, new Platforms(options.state, false), this::consent);
    }
    dropped
        .unsealed()
        .ifPresent(why ->
            terminal()
                .say(
                    options,
                    "evidence",
                    "missing",
                    "the next run will name this one as unsealed: " + why));
    var claim = dropped.claim();
    return done(
        claim,
        "%s dropped the claim of run %s: '%s' is free, its writer in %s under epoch %d"
            .formatted(word.by(), claim.run(), claim.workload(), claim.writer(), claim.epoch()));
  }

  /// Shows what would be dropped, and asks where users depend on it.
  private void consent(PlanFile file, Platform platform, DroppedClaim claim)
      throws ProblemException {
    var name = file.plan().name();
    terminal()
        .say(
            options,
            "claim",
            "open",
            """
            run %s is open on '%s': %s
              the writer is in %s under epoch %d; epoch %d was handed out to the run
              without the claim another run may begin; what this one fenced stays fenced,
              and a controller of it that still lives is refused once the next one has begun\
            """
                .formatted(
                    claim.run(),
                    claim.workload(),
                    claim.journal(),
                    claim.writer(),
                    claim.epoch(),
                    claim.highestEpoch()));
    var confirmation = NameConfirmation.of(name, confirm);
    if (platform.kind().servesUsers()) {
      confirmation.requireGiven(
          "to drop a claim changes what may be done to regions that users depend on",
          "nothing was changed",
          "confirm it with --confirm " + name);
    }
  }
}
