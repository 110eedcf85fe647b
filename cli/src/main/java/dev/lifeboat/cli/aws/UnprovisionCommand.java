package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.apply.StackRemoval;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes away what `provision` gave an account, but what holds data.
@Command(
    name = "unprovision",
    description = "Take away what 'provision' made in an account on AWS, but what holds data.",
    footer = {
      "",
      "It lists what goes and what stays, and why, and asks for the plan's name.",
      "Functions go first; a guard that holds a database has to be released before.",
      "Databases are never touched.",
      "Exit codes: 0 done; 2 not confirmed; 3 CloudFormation could not remove a stack;",
      "4 confirmed by another name, a guard or a run is in the way, or data would go.",
      "Example: lifeboat unprovision lifeboat.yaml --plan-only"
    })
public final class UnprovisionCommand extends PlanCommand {
  @Option(names = "--plan-only", description = "List it, and remove nothing.")
  private boolean planOnly;

  @Option(names = "--confirm", paramLabel = "NAME", description = "The plan's name.")
  private @Nullable String confirm;

  /// What goes, and what stays.
  ///
  /// @param outcome `listed` or `removed`
  record UnprovisionDocument(String schema, String plan, String outcome, List<Fate> parts) {}

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var plan = file.plan();
    AwsKeys.require(plan, "needs no account", "nothing was written");
    var confirmation = NameConfirmation.of(plan.name(), confirm);
    var files = ProvisionFiles.of(plan, file.text(), Optional.empty());
    if (!planOnly && terminal().prompt().isEmpty()) {
      requireConfirmed(confirmation, file);
    }
    try (var access = new ProvisionAccess(plan);
        var progress = progress()) {
      var mine = ProvisionAccess.mine(options.person);
      var removal = access.removal(files, mine, progress);
      return access.gate().with(mine, () -> remove(file, removal, confirmation));
    }
  }

  private void requireConfirmed(NameConfirmation confirmation, PlanFile file)
      throws ProblemException {
    confirmation.requireGiven(
        "'unprovision' takes away what a recovery needs, and nobody is there to confirm it",
        "nothing was removed",
        "look first: lifeboat unprovision %s --plan-only; then confirm: --confirm %s"
            .formatted(file.typed(), confirmation.plan()));
  }

  private int remove(PlanFile file, StackRemoval removal, NameConfirmation confirmation)
      throws InterruptedException, ProblemException {
    var fates = removal.preview();
    if (!planOnly) {
      confirmation.ask(
          terminal(),
          () -> lines(fates, "would be removed"),
          "'unprovision' takes away what a recovery needs",
          "nothing was removed",
          "look first: lifeboat unprovision %s --plan-only".formatted(file.typed()));
      removal.run();
    }
    return done(
        new UnprovisionDocument(
            "lifeboat.unprovision/v1", file.plan().name(), planOnly ? "listed" : "removed", fates),
        lines(fates, planOnly ? "would be removed" : "removed"));
  }

  private static List<String> lines(List<Fate> fates, String gone) {
    var lines = new ArrayList<String>();
    fates.stream().map(Fate::line).forEach(lines::add);
    lines.add(
        "%s %s, %d to stay"
            .formatted(
                Count.of(fates.stream().filter(it -> !it.kept()).count(), "thing"),
                gone,
                fates.stream().filter(Fate::kept).count()));
    return lines;
  }
}
