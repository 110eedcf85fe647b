package dev.lifeboat.cli.move;

import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.provider.OverriddenLease;
import dev.lifeboat.lease.KeptLease;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Give a person's word again, by which a writer goes on while two voters are lost.
@Command(
    name = "override",
    description = {
      "Let a writer go on without two votes for another 15 minutes.",
      "After a failover with --override-fence, while two of three voters are lost. It changes",
      "nothing where the writer has its votes."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 not ready, 4 refused.",
      "Example: lifeboat override lifeboat.yaml --reason \"arbiter is rebuilt\" --as ann"
    })
public final class OverrideCommand extends PlanCommand {
  @Option(names = "--workload", paramLabel = "NAME", description = "Whose writer.")
  private @Nullable String workload;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      required = true,
      description = "Why; its keeper logs it with your name.")
  private String reason = "";

  /// The answer as data.
  record Overridden(
      String schema,
      String plan,
      String workload,
      String region,
      long minutes,
      List<String> databases) {}

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var moved = file.workload(workload);
    var lab = labs().required(file);
    var placed = new ControlledWorkload(file, moved, lab, options.state).placement();
    var held =
        new OverriddenLease(lab.clients())
            .renew(moved, placed, "%s: %s".formatted(options.person, reason));
    long minutes = KeptLease.WORD.toMinutes();
    return done(
        new Overridden(
            "lifeboat.override/v1",
            file.plan().name(),
            moved.name(),
            placed.writer(),
            minutes,
            held),
        "%s in %s goes on, without votes for at most %d minutes"
            .formatted(moved.name(), placed.writer(), minutes));
  }
}
