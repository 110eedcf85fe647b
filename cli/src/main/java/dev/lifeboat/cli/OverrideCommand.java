package dev.lifeboat.cli;

import dev.lifeboat.lab.provider.OverriddenLease;
import dev.lifeboat.lease.KeptLease;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Give a person's word again, by which a writer goes on while two voters are lost.
@Command(
    name = "override",
    description = {
      "Let a writer go on without two votes for another 15 minutes.",
      "After a failover with --override-fence, while two of three voters are lost. It changes",
      "nothing where the writer has its votes."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused.",
      "Example: lifeboat override lifeboat.yaml --reason \"the arbiter is being rebuilt\" --as ann"
    })
final class OverrideCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

  @Option(names = "--workload", paramLabel = "NAME", description = "Whose writer.")
  private @Nullable String workload;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      required = true,
      description = "Why; its keeper logs it with your name.")
  private String reason = "";

  OverrideCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The answer as data.
  record Overridden(
      String schema,
      String plan,
      String workload,
      String region,
      long minutes,
      List<String> databases) {}

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    var moved = file.workload(workload);
    var lab = Labs.required(file, options.state);
    var placed = Labs.placement(lab, moved);
    var held =
        new OverriddenLease(lab.clients())
            .renew(moved, placed, "%s: %s".formatted(options.person, reason));
    long minutes = KeptLease.WORD.toMinutes();
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new Overridden(
                      "lifeboat.override/v1",
                      file.plan().name(),
                      moved.name(),
                      placed.writer(),
                      minutes,
                      held)));
    } else {
      terminal
          .out()
          .printf(
              "%s in %s goes on, without votes for at most %d minutes%n",
              moved.name(), placed.writer(), minutes);
    }
    return 0;
  }
}
