package dev.lifeboat.cli;

import dev.lifeboat.control.FolderSealer;
import dev.lifeboat.control.RunFiles;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.EvidenceVerifier;
import dev.lifeboat.evidence.Verification;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Seals a run that ended without it.
@Command(
    name = "seal",
    description = "Seal a run that is over and whose controller died before it could.",
    mixinStandardHelpOptions = true)
final class EvidenceSealCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "RUN", description = "The run, as 'lifeboat runs' names it.")
  private String run = "";

  EvidenceSealCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var folder = new RunRecords(options.state).folder(run);
    var files = new RunFolder(new RunId(run), folder);
    FolderSealer.Answer answer;
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var platform = platform(files)) {
      var lineage =
          Optional.ofNullable(platform)
              .map(it -> new RunRecords(options.state).runs(it, Terminal.host()).lineage());
      answer = new RunFiles(options.state, Terminal.host(), talk).complete(files, lineage);
    }
    var verification = new EvidenceVerification(terminal, options, null, false);
    return answer.refused().isPresent()
        ? verification.tell(folder, new Verification.Broken(answer.refused().get()))
        : verification.tell(folder, EvidenceVerifier.verify(folder));
  }

  /// Null where it cannot be reached: the folder is sealed all the same.
  private @Nullable Platform platform(RunFolder files) throws InterruptedException {
    try {
      return new Platforms(options.state, false).of(Kinds.read(files.plan())).orElse(null);
    } catch (ProblemException unreachable) {
      return null;
    }
  }
}
