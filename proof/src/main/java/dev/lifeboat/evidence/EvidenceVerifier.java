package dev.lifeboat.evidence;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.rules.BrokenException;
import dev.lifeboat.rules.RunRules;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;

/// Verifies a run's folder from its files alone. Reads, and never writes.
///
/// The order of the checks is part of the format, so that every verifier names the same file:
/// entries, journal, closing line, signature, hashes, the engine's rules, spelling, figures.
public final class EvidenceVerifier {
  private static final String JOURNAL = "journal.jsonl";
  private static final String SEAL = "seal.json";
  private static final String CANARY = "canary.jsonl";

  private EvidenceVerifier() {}

  /// Verifies `folder`, whatever is in it.
  ///
  /// @throws ProblemException LB4009 when it is no folder or cannot be read
  public static Verification verify(Path folder) throws ProblemException {
    try {
      return intact(FolderBytes.read(folder));
    } catch (BrokenException broken) {
      return new Verification.Broken(broken.finding());
    }
  }

  private static Verification.Intact intact(FolderBytes folder) throws BrokenException {
    var journal = sound(folder);
    if (journal.tornBytes() > 0) {
      throw BrokenException.at(
          JOURNAL, journal.entries().size() + 1, "is not the whole of a last append");
    }
    var sealed = closing(journal);
    var seal = signature(folder, journal);
    hashes(folder, sealed);
    var state = RunRules.fold(journal.entries());
    var shown = new FolderCheck(folder, journal.entries(), state).shown();
    return new Verification.Intact(
        ChainLink.of(state, journal.entries().getFirst().at(), journal.lastHash()),
        seal.signer(),
        journal.entries().size(),
        shown.measurement(),
        shown.claimed(),
        shown.rehearsal());
  }

  /// What the journal holds, each of its lines in the one spelling, and its chain whole.
  static JournalReader.Contents sound(FolderBytes folder) throws BrokenException {
    var bytes = folder.need(JOURNAL);
    long line = 0;
    int start = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        FolderBytes.requireSpelling(JOURNAL, ++line, Arrays.copyOfRange(bytes, start, end));
        start = end + 1;
      }
    }
    try {
      return JournalReader.parse(bytes);
    } catch (JournalDamageException damaged) {
      throw BrokenException.at(JOURNAL, damaged.line(), damaged.why());
    }
  }

  /// What was closed is as it was then; a signature may be missing, and holds if it is there.
  static void requireAsClosed(FolderBytes folder, JournalReader.Contents journal)
      throws BrokenException {
    var sealed = closing(journal);
    if (folder.files().containsKey(SEAL)) {
      signature(folder, journal);
    }
    hashes(folder, sealed);
  }

  private static SortedMap<String, String> closing(JournalReader.Contents journal)
      throws BrokenException {
    var entries = journal.entries();
    if (entries.isEmpty()) {
      throw BrokenException.of(JOURNAL, "is empty");
    }
    if (entries.getLast().event() instanceof Event.Sealed(var files)) {
      return files;
    }
    throw BrokenException.at(
        JOURNAL, entries.size(), "does not close the run, so the folder is not sealed");
  }

  private static Seal signature(FolderBytes folder, JournalReader.Contents journal)
      throws BrokenException {
    var seal =
        Seal.parse(folder.need(SEAL))
            .orElseThrow(() -> BrokenException.of(SEAL, "is not spelled as " + Seal.SCHEMA));
    if (!seal.holds()) {
      throw BrokenException.of(SEAL, "is not signed by the key that it names");
    }
    if (!seal.line().equals(journal.lastHash())) {
      throw BrokenException.at(
          JOURNAL, journal.entries().size(), "is not the line that was signed");
    }
    return seal;
  }

  private static void hashes(FolderBytes folder, SortedMap<String, String> sealed)
      throws BrokenException {
    for (var file : sealed.entrySet()) {
      var bytes = folder.need(file.getKey());
      if (!Sha256.of(bytes).equals(file.getValue())) {
        throw changed(file.getKey(), bytes);
      }
    }
    for (var name : folder.files().keySet()) {
      if (!sealed.containsKey(name) && !name.equals(JOURNAL) && !name.equals(SEAL)) {
        throw BrokenException.of(name, "was not there when the folder was sealed");
      }
    }
  }

  /// A hash tells no place; where the bytes are not even spelled right any more, that is the place.
  private static BrokenException changed(String name, byte[] bytes) {
    try {
      switch (name) {
        case CANARY -> CanaryHistory.parse(bytes);
        case "held.json", "result.json", "runbook.json" ->
            FolderBytes.requireSpelling(name, 0, bytes);
        default -> {}
      }
    } catch (CanaryLogException damaged) {
      return BrokenException.at(CANARY, damaged.line(), "is not what was sealed: " + damaged.why());
    } catch (BrokenException misspelled) {
      return misspelled;
    }
    return BrokenException.of(name, "is not what was sealed");
  }
}
