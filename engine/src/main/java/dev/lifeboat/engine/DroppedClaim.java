package dev.lifeboat.engine;

import dev.lifeboat.files.JsonFile;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A claim that a person took from a run which nobody can take up, as it stands in
/// `dropped-claim.json` of the run's folder.
///
/// @param writer where the writer was when it was dropped, and goes on to be
/// @param highestEpoch handed out until then; the next run gets a higher one
/// @param journal why the run cannot be taken up
public record DroppedClaim(
    String schema,
    RunId run,
    String workload,
    String writer,
    long epoch,
    long highestEpoch,
    String journal,
    Word word) {
  private static final String FILE = "dropped-claim.json";
  private static final String SCHEMA = "lifeboat.dropped-claim/v1";

  /// Who dropped it.
  public record Word(String by, String reason, Instant at) {}

  DroppedClaim(RunId run, Placement held, String journal, Word word) {
    this(
        SCHEMA,
        run,
        held.workload(),
        held.writer(),
        held.epoch(),
        held.highestEpoch(),
        journal,
        word);
  }

  /// What the folder of a run says; empty for a run whose claim nobody dropped.
  ///
  /// @throws ProblemException LB4001 when it cannot be read
  public static Optional<DroppedClaim> find(Path folder) throws ProblemException {
    var file = file(folder);
    try {
      return file.read();
    } catch (IOException unreadable) {
      // In a folder that may not be entered nobody knows of the file.
      var unread = Files.isExecutable(folder) ? file.path() : folder;
      throw failure("read", unread, folder, unreadable);
    }
  }

  /// Durable on return; makes the folder anew where it is gone.
  void keep(Path folder) throws ProblemException {
    var file = file(folder);
    try {
      file.write(this);
    } catch (IOException unwritable) {
      throw failure("write", file.path(), folder, unwritable);
    }
  }

  private static JsonFile<DroppedClaim> file(Path folder) {
    return new JsonFile<>(
        folder.resolve(FILE), DroppedClaim.class, "does not hold a claim that was dropped");
  }

  private static ProblemException failure(String verb, Path file, Path folder, Exception cause) {
    return FileFailure.of(
        verb,
        file,
        cause,
        "the claim of its run is as it was",
        "free disk space or mend the permissions of " + folder);
  }
}
