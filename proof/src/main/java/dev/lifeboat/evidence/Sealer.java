package dev.lifeboat.evidence;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.rules.BrokenException;
import dev.lifeboat.rules.RunRules;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// Closes the folder of a run that is over: the hashes of its files become the journal's last line,
/// and the hash of that line is signed.
public final class Sealer {
  private static final String JOURNAL = "journal.jsonl";
  private static final String SEAL = "seal.json";

  private Sealer() {}

  /// Seals `run` as it stands, once every other file is written and all of them hold together: what
  /// somebody handed in is not signed unseen. Safe to repeat: a folder whose journal is closed gets
  /// no more than the signature that a crash left out. A file that a crash left half written is
  /// removed, or the folder would hold what its seal does not name.
  ///
  /// @throws ProblemException LB4001 when it cannot be written, LB4009 when it cannot be read,
  ///   LB3003 when another controller goes on with the run
  public static SealVerdict seal(RunFolder run, EvidenceKeys keys, Instant at)
      throws ProblemException {
    // Nothing is written where the seal stands, perhaps by somebody who may not.
    try (var _ = Files.exists(run.seal()) ? null : run.lock()) {
      DurableFile.removeUnfinished(run.folder());
      var folder = FolderBytes.read(run.folder());
      var contents = EvidenceVerifier.sound(folder);
      if (contents.entries().isEmpty()) {
        return new SealVerdict.Open();
      }
      var state = RunRules.fold(contents.entries());
      if (!state.isOver()) {
        return new SealVerdict.Open();
      }
      boolean signed = folder.files().containsKey(SEAL);
      if (signed || state.sealed()) {
        EvidenceVerifier.requireAsClosed(folder, contents);
      }
      var _ = new FolderCheck(folder, contents.entries(), state).shown();
      if (!state.sealed()) {
        close(run, folder, contents, at);
      }
      var line = JournalReader.read(run.journal()).lastHash();
      if (!signed) {
        sign(run, line, keys);
      }
      return new SealVerdict.Signed(state, line);
    } catch (BrokenException refused) {
      return new SealVerdict.Refused(refused.finding());
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "seal",
          run.folder(),
          unwritable,
          "the run is over and its files are as they were; nobody can verify them yet",
          "free disk space or mend the permissions, then 'lifeboat evidence seal %s'"
              .formatted(run.run()));
    }
  }

  /// Names the bytes that were checked, and no others.
  private static void close(
      RunFolder run, FolderBytes folder, JournalReader.Contents contents, Instant at)
      throws ProblemException {
    var hashes = new TreeMap<String, String>();
    folder.files().forEach((name, bytes) -> hashes.put(name, Sha256.of(bytes)));
    hashes.remove(JOURNAL);
    try (var journal = FileJournal.resume(run.journal(), contents)) {
      journal.append(journal.nextSequence(), List.of(new Event.Sealed(hashes)), at);
    }
  }

  private static void sign(RunFolder run, String line, EvidenceKeys keys) throws IOException {
    var signature = HexFormat.of().formatHex(keys.sign(Seal.message(line)));
    DurableFile.write(run.seal(), new Seal(line, keys.signer(), signature).bytes());
  }
}
