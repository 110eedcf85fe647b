package dev.lifeboat.evidence;

import dev.lifeboat.digest.Sha256;
import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.engine.Pace;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// Closes the folder of a run that is over: the hashes of its files become the journal's last line,
/// and the hash of that line is signed.
public final class Sealer {
  private Sealer() {}

  /// Seals `run` as it stands, once every other file is written. Safe to repeat: a folder whose
  /// journal is closed gets no more than the signature that a crash left out.
  ///
  /// @return whether it is sealed now; false for a run that is not over, which stays as it is
  /// @throws ProblemException LB4001 when it cannot be written, LB4002 when the journal is damaged,
  ///   LB3003 when another controller goes on with the run
  public static boolean seal(RunFolder run, EvidenceKeys keys, Instant at) throws ProblemException {
    var contents = JournalReader.read(run.journal());
    var state = RunState.of(contents.entries(), Pace.standard());
    if (!(state.phase() instanceof RunState.Phase.Ended)) {
      return false;
    }
    try {
      if (!state.sealed()) {
        close(run, contents, at);
      }
      if (!Files.exists(run.seal())) {
        sign(run, JournalReader.read(run.journal()).lastHash(), keys);
      }
      return true;
    } catch (IOException unwritable) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB4001,
              "cannot seal %s: %s".formatted(run.folder(), unwritable.getMessage()),
              "the run is over and its files are as they were; nobody can verify them yet",
              "free disk space or mend the permissions, then 'lifeboat evidence seal %s'"
                  .formatted(run.run())),
          unwritable);
    }
  }

  private static void close(RunFolder run, JournalReader.Contents contents, Instant at)
      throws IOException, ProblemException {
    var hashes = new TreeMap<String, String>();
    try (var files = Files.newDirectoryStream(run.folder())) {
      for (var file : files) {
        if (!file.equals(run.journal()) && !file.equals(run.seal())) {
          hashes.put(String.valueOf(file.getFileName()), Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    try (var journal = FileJournal.resume(run.journal(), contents)) {
      journal.append(journal.nextSequence(), List.of(new Event.Sealed(hashes)), at);
    }
  }

  private static void sign(RunFolder run, String line, EvidenceKeys keys) throws IOException {
    var signature = HexFormat.of().formatHex(keys.sign(Seal.message(line)));
    DurableFile.write(run.seal(), new Seal(line, keys.signer(), signature).bytes());
  }
}
