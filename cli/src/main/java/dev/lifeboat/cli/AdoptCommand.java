package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.WriterAdoption;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes workloads that run on AWS into care, as they run: writes down that their writers are at
/// home. From then on guards can hold their leases, and runs can move them.
@Command(
    name = "adopt",
    description = "Take workloads that run on AWS into care: write down where their writers are.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, also where it was done before; 2 not confirmed, 3 not ready,",
      "4 confirmed by another name than the plan's.",
      "Example: lifeboat adopt lifeboat.yaml --confirm shop"
    })
final class AdoptCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Option(names = "--confirm", paramLabel = "NAME", description = "The plan's name.")
  private @Nullable String confirm;

  AdoptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Where the writers are, by workload.
  record AdoptDocument(String schema, String plan, List<WriterAdoption.Adopted> workloads) {}

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    NameConfirmation.requireRight(confirm, file.plan());
    requireAws(file);
    requireName(file);
    List<WriterAdoption.Adopted> adopted;
    try (var platform = new Platforms(options.state, false).required(file)) {
      adopted = new WriterAdoption(file, platform).run();
    }
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(new AdoptDocument("lifeboat.adopt/v1", file.plan().name(), adopted)));
    } else {
      for (var one : adopted) {
        terminal
            .out()
            .println(
                "%s  writer in %s, epoch %d%s"
                    .formatted(
                        one.workload(),
                        one.writer(),
                        one.epoch(),
                        one.adopted() ? "" : ", since before"));
      }
    }
    return 0;
  }

  private static void requireAws(PlanFile file) throws ProblemException {
    if (Kinds.of(file.plan()).raised()) {
      throw Problem.lasting(
              Code.LB1005,
              "the regions of plan '%s' are a lab's".formatted(file.plan().name()),
              "the lab knows where its writers are; nothing was changed",
              "use 'lifeboat lab up %s'".formatted(file.path()))
          .asException();
    }
  }

  private void requireName(PlanFile file) throws ProblemException {
    if (confirm == null) {
      throw Problem.lasting(
              Code.LB1006,
              "'adopt' writes down where users' data is, and asks for the plan's name",
              "nothing was changed",
              "use --confirm " + file.plan().name())
          .asException();
    }
  }
}
