package dev.lifeboat.cli.aws;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.WriterAdoption;
import dev.lifeboat.control.WriterAdoption.Adopted;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes workloads that run on AWS into care, as they run: writes down that their writers are at
/// home. From then on guards can hold their leases, and runs can move them.
@Command(
    name = "adopt",
    description = "Take workloads that run on AWS into care: write down where their writers are.",
    footer = {
      "",
      "Exit codes: 0 done, also where it was done before; 2 not confirmed, 3 not",
      "ready, 4 confirmed by another name than the plan's.",
      "Example: lifeboat adopt lifeboat.yaml --confirm shop"
    })
public final class AdoptCommand extends PlanCommand {
  @Option(names = "--confirm", paramLabel = "NAME", description = "The plan's name.")
  private @Nullable String confirm;

  /// Where the writers are, by workload.
  record AdoptDocument(String schema, String plan, List<Adopted> workloads) {}

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var name = file.plan().name();
    var confirmation = NameConfirmation.of(name, confirm);
    requireNotRaised(file);
    confirmation.requireGiven(
        "'adopt' writes down where users' data is, and asks for the plan's name",
        "nothing was changed",
        "use --confirm " + name);
    try (var platform = platforms().required(file)) {
      var adopted = new WriterAdoption(file, platform).run();
      return done(
          new AdoptDocument("lifeboat.adopt/v1", name, adopted),
          adopted.stream().map(AdoptCommand::line).toList());
    }
  }

  static String line(Adopted one) {
    return "%s  writer in %s, epoch %d%s"
        .formatted(
            one.workload(), one.writer(), one.epoch(), one.adopted() ? "" : ", since before");
  }

  private static void requireNotRaised(PlanFile file) throws ProblemException {
    var kind = Kinds.of(file.plan());
    if (kind.raisesRegions()) {
      var word = kind.keys().word();
      throw ProblemException.lasting(
          Code.LB1005,
          "the regions of plan '%s' are a %s's".formatted(file.plan().name(), word),
          "the %s knows where its writers are; nothing was changed".formatted(word),
          "use 'lifeboat %s up %s'".formatted(word, file.typed()));
    }
  }
}
