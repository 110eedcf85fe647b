package dev.lifeboat.cli.aws;

import dev.lifeboat.assess.PriceTableFile;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.apply.FunctionsJar;
import dev.lifeboat.provision.apply.ProvisionLock;
import dev.lifeboat.provision.apply.ProvisionLook;
import dev.lifeboat.provision.apply.ProvisionRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Gives an account what a plan needs beside its workloads, or writes the templates of it.
@Command(
    name = "provision",
    description = "Give an account on AWS what a plan needs, or write templates of it.",
    footer = {
      "",
      "It shows what would change, asks for the plan's name, and goes on where it",
      "stopped. Then it does what 'adopt' and 'check --dns' do.",
      "Exit codes: 0 done, and ready; 2 not confirmed, or values are missing; 3 done,",
      "and not ready or not known to be; or --plan-only and the account differs; or,",
      "without a document on standard output, AWS denies a call, or CloudFormation",
      "undid a change; 4 confirmed by another name, somebody else is at it, or a run",
      "is open.",
      "Example: lifeboat provision lifeboat.yaml --set Email=ops@example.com"
    })
public final class ProvisionCommand extends PlanCommand {
  @Option(
      names = "--emit",
      paramLabel = "DIR",
      description = "Only write the templates into this folder, a new or an empty one.")
  private @Nullable Path emit;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Of this region of the plan alone (default: all).")
  private @Nullable String region;

  @Option(names = "--plan-only", description = "Show what would change, and change nothing.")
  private boolean planOnly;

  @Option(names = "--confirm", paramLabel = "NAME", description = "The plan's name.")
  private @Nullable String confirm;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A value that no plan says; of one stack alone FOLDER.NAME. A stack keeps it.")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--functions",
      paramLabel = "FILE",
      description = "A jar of functions instead of that which comes with Lifeboat.")
  private @Nullable Path functions;

  @Option(
      names = "--unlock",
      paramLabel = "NAME",
      description = "Take the lock from this person, who is gone. Recorded under --as.")
  private @Nullable String unlock;

  /// A lock that was taken away.
  record UnlockDocument(String schema, String plan, String owner, String host, Instant since) {}

  @Override
  protected boolean tellsProgress() {
    return emit == null;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var plan = file.plan();
    AwsKeys.require(plan, "needs no account", "nothing was written");
    requireOneAct();
    requireRegion(plan);
    var files = ProvisionFiles.of(plan, file.text(), Optional.ofNullable(region));
    if (emit != null) {
      var emitted = new EmittedFiles(emit.toAbsolutePath().normalize(), files);
      emitted.write();
      return done(files.index(), emitted.lines());
    }
    var confirmation = NameConfirmation.of(plan.name(), confirm);
    if (unlock == null && !planOnly && terminal().prompt().isEmpty()) {
      requireConfirmed(confirmation, file);
    }
    try (var access = new ProvisionAccess(plan);
        var progress = progress()) {
      if (unlock != null) {
        return told(plan, access.gate().unlock(unlock, options.person, Terminal.now()));
      }
      var mine = ProvisionAccess.mine(options.person);
      var request = request(file, files);
      progress.tell("provision", "looks", "asking CloudFormation what would change");
      if (planOnly) {
        return told(plan, access.look(files, request, mine, progress));
      }
      var run = access.run(files, request, mine, progress);
      return access
          .gate()
          .with(
              mine,
              () -> {
                var shown = run.preview();
                confirm(file, shown, confirmation);
                var next = run.apply(shown);
                access.gate().requireStill(mine);
                return end(file, shown, next, progress);
              });
    }
  }

  private void requireConfirmed(NameConfirmation confirmation, PlanFile file)
      throws ProblemException {
    confirmation.requireGiven(
        "'provision' changes an account, and nobody is there to confirm it",
        "nothing was changed",
        "look first: lifeboat provision %s --plan-only; then confirm: --confirm %s"
            .formatted(file.typed(), confirmation.plan()));
  }

  private int told(Plan plan, ProvisionLook shown) throws ProblemException {
    var document =
        ProvisionDocument.of(plan, shown.outcome(), shown, List.of(), PriceTableFile.shipped());
    tell(document, document.lines());
    return shown.isChange() || !shown.drift().isNone() ? ExitCode.NOT_READY : 0;
  }

  private void confirm(PlanFile file, ProvisionLook shown, NameConfirmation confirmation)
      throws InterruptedException, ProblemException {
    var prices = PriceTableFile.shipped();
    if (shown.isChange()) {
      ask(
          confirmation,
          ProvisionDocument.of(file.plan(), "differs", shown, List.of(), prices),
          file);
    } else if (region == null && new FirstCheck(file, options.state).isAdoptionOpen()) {
      var open = shown.leaving("where the writers are is not written down yet; that is done last");
      ask(
          confirmation,
          ProvisionDocument.of(file.plan(), open.outcome(), open, List.of(), prices),
          file);
    }
  }

  private int end(PlanFile file, ProvisionLook shown, List<String> next, ProgressPrinter progress)
      throws InterruptedException, ProblemException {
    var outcome = shown.isChange() ? "applied" : shown.outcome();
    var document =
        ProvisionDocument.of(file.plan(), outcome, shown, next, PriceTableFile.shipped());
    if (region != null) {
      return done(document, document.lines());
    }
    var last = new FirstCheck(file, options.state).run(progress);
    document = document.with(last);
    tell(document, document.lines());
    return last.isReady() ? 0 : ExitCode.NOT_READY;
  }

  private void ask(NameConfirmation confirmation, ProvisionDocument shown, PlanFile file)
      throws InterruptedException, ProblemException {
    confirmation.ask(
        terminal(),
        shown::lines,
        "'provision' changes an account, and nobody is there to confirm it",
        "nothing was changed",
        "look first: lifeboat provision %s --plan-only".formatted(file.typed()));
  }

  private int told(Plan plan, ProvisionLock taken) {
    return done(
        new UnlockDocument(
            "lifeboat.provision-unlock/v1",
            plan.name(),
            taken.owner(),
            taken.host(),
            taken.since()),
        "taken from " + taken.words());
  }

  private ProvisionRun.Request request(PlanFile file, ProvisionFiles files)
      throws ProblemException {
    FunctionsJar.requireNotSet(given);
    var functionsOf =
        new RequestedFunctions(Optional.ofNullable(functions), ShippedFunctions.ofThisProcess());
    return new ProvisionRun.Request(given, functionsOf.of(file, files));
  }

  private void requireOneAct() throws ProblemException {
    int acts = (emit == null ? 0 : 1) + (planOnly ? 1 : 0) + (unlock == null ? 0 : 1);
    if (acts > 1) {
      throw Failures.usage(
          "--emit, --plan-only and --unlock exclude each other",
          "nothing was done",
          "leave all but one out");
    }
  }

  private void requireRegion(Plan plan) throws ProblemException {
    if (region != null && !plan.regions().containsKey(region)) {
      throw Failures.usage(
          "'%s' is no region of plan '%s'".formatted(region, plan.name()),
          "nothing was written",
          "use one of " + String.join(", ", plan.regions().keySet()));
    }
  }
}
