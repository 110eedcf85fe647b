package dev.lifeboat.cli.evidence;

import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.UnsealedRun;
import dev.lifeboat.evidence.EvidenceVerifier;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says whether a run's folder is as it was sealed and shows what it claims.
@Command(
    name = "verify",
    description =
        "Check hashes and signature, that the journal obeys the engine's rules, and that RTO, RPO"
            + " and lost writes follow from the canary's log.",
    footer = {
      "",
      "Exit codes: 0 intact, 1 broken, or the keys known here cannot be read, 2 bad",
      "usage or a run that cannot be read, 4 intact but nobody says who the signer",
      "is. Of several folders: 1 also when a sealed run between them is missing.",
      "Examples: lifeboat evidence verify .lifeboat/runs/20261120-150411-7q2k",
      "          lifeboat evidence verify .lifeboat/runs"
    })
public final class EvidenceVerifyCommand extends TerminalCommand {
  private static final String JOURNAL = "journal.jsonl";
  private static final String SEAL = "seal.json";

  /// Every run has one from the moment it begins.
  private static final String PLAN = "plan.yaml";

  @Parameters(
      paramLabel = "FOLDER",
      arity = "1..*",
      description = {
        "The folder of a run, or the run's name in the state folder.",
        "With several, or the folder that holds them, also what is missing between them."
      })
  private List<Path> folders = List.of();

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description =
          "The signer's public key, such as ed25519:9f1c…, or the file that holds it (default:"
              + " those in the state folder's 'keys').")
  private @Nullable String key;

  @Option(names = "--any-signer", description = "Whoever signed it, be content.")
  private boolean anySigner;

  @Override
  public Integer call() throws ProblemException {
    requireWithout("--any-signer", "nothing was verified", "--key");
    var verification = new EvidenceVerification(terminal(), options, key, anySigner);
    var meant = new ArrayList<Path>();
    for (var folder : folders) {
      meant.addAll(runs(folder));
    }
    return meant.equals(List.of(folder(folders.getFirst())))
        ? verification.tell(meant.getFirst(), EvidenceVerifier.verify(meant.getFirst()))
        : verification.tell(meant);
  }

  /// `named` itself if it is the folder of a run, else each sealed run within it.
  private List<Path> runs(Path named) throws ProblemException {
    var folder = folder(named);
    if (Files.notExists(folder)) {
      requireNamedState(); // It may be a run of the folder that was meant.
    }
    if (Files.notExists(folder) || Files.isRegularFile(folder)) {
      throw RunRecords.noRun("%s is no folder".formatted(folder), "nothing was verified");
    }
    UnsealedRun.refuseExecuted(folder);
    if (folders.size() == 1 && isOfState(folder)) {
      UnsealedRun.refuseOpen(folder);
    }
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve(JOURNAL))) {
      return List.of(folder);
    }
    try {
      var sealed = sealed(folder);
      if (!sealed.isEmpty()) {
        return sealed;
      }
      UnsealedRun.refuse(folder);
      if (!Files.exists(folder.resolve(PLAN))) {
        throw RunRecords.noRun(
            "%s is no folder of a run, and holds none that is sealed".formatted(folder),
            "nothing was verified");
      }
      return List.of(folder);
    } catch (IOException unreadable) {
      throw unreadable(folder, unreadable);
    }
  }

  /// Of a copy elsewhere nobody here knows who executes it.
  private boolean isOfState(Path folder) {
    var runs = options.state.resolve("runs").toAbsolutePath().normalize();
    return runs.equals(folder.toAbsolutePath().normalize().getParent());
  }

  /// The runs within `folder` that are sealed. One that may not be looked at is not left out: what
  /// is missing at the end of a chain shows in no other run.
  private static List<Path> sealed(Path folder) throws IOException, ProblemException {
    var sealed = new ArrayList<Path>();
    for (var run : DurableFile.folders(folder)) {
      try {
        if (DurableFile.isThere(run.resolve(SEAL))) {
          sealed.add(run);
        }
      } catch (IOException unreadable) {
        throw unreadable(run, unreadable);
      }
    }
    return sealed;
  }

  private Path folder(Path named) throws ProblemException {
    var run = options.state.resolve("runs").resolve(named);
    try {
      return !Files.isDirectory(named) && DurableFile.isThere(run) ? run : named;
    } catch (IOException unreadable) {
      throw unreadable(run, unreadable);
    }
  }

  private static ProblemException unreadable(Path folder, IOException cause) {
    return FileFailure.ofRun(
        "read", folder, cause, "nothing was verified", FileFailure.remedy(cause));
  }
}
