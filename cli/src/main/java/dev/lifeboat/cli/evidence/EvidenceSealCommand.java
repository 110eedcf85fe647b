package dev.lifeboat.cli.evidence;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.Platforms;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.FolderSealer;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunController;
import dev.lifeboat.control.RunFiles;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.UnsealedRun;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.EvidenceVerifier;
import dev.lifeboat.evidence.Verification;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Seals a run that ended without it.
@Command(
    name = "seal",
    description = "Seal a run that is over and whose controller died before it could.",
    footer = {"", "Example: lifeboat evidence seal 20261120-150411-7q2k"})
public final class EvidenceSealCommand extends TerminalCommand {
  @Parameters(paramLabel = "RUN", description = "The run, as 'lifeboat runs' names it.")
  private String run = "";

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var records = new RunRecords(options.state);
    var files = records.files(run);
    RunController.requireGone(options.state.resolve("runs"), files.run());
    UnsealedRun.refuseOpen(files.folder());
    FolderSealer.Answer answer;
    try (var progress = progress();
        var platform = platform(files)) {
      var lineage =
          Optional.ofNullable(platform).map(it -> records.runs(it, Terminal.host()).lineage());
      answer = new RunFiles(options.state, Terminal.host(), progress).complete(files, lineage);
    }
    var refused = answer.refused().map(Verification.Broken::new);
    return new EvidenceVerification(terminal(), options, null, false)
        .tell(
            files.folder(),
            refused.isPresent() ? refused.get() : EvidenceVerifier.verify(files.folder()));
  }

  /// Null where it cannot be reached: the folder is sealed all the same.
  private @Nullable Platform platform(RunFolder files) throws InterruptedException {
    try {
      return new Platforms(options.state, false)
          .of(PlanFile.read(Kinds.READER.ofKept(), files.plan()))
          .orElse(null);
    } catch (ProblemException unreachable) {
      return null;
    }
  }
}
