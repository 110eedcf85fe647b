package dev.lifeboat.evidence;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.rules.BrokenException;
import dev.lifeboat.rules.Finding;
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

  private final FolderBytes folder;

  private EvidenceVerifier(FolderBytes folder) {
    this.folder = folder;
  }

  /// Verifies `folder`, whatever is in it.
  ///
  /// @throws ProblemException LB4009 when it is no folder or cannot be read
  public static Verification verify(Path folder) throws ProblemException {
    try {
      return new EvidenceVerifier(FolderBytes.read(folder)).intact();
    } catch (BrokenException broken) {
      return new Verification.Broken(broken.finding());
    }
  }

  private Verification.Intact intact() throws BrokenException {
    var journal = sound(folder);
    if (journal.tornBytes() > 0) {
      throw broken(JOURNAL, journal.entries().size() + 1, "is not the whole of a last append");
    }
    var sealed = closing(journal);
    var seal = signature(journal);
    hashes(sealed);
    var state = RunRules.fold(journal.entries());
    var shown = FolderCheck.of(folder, journal.entries(), state);
    return new Verification.Intact(
        ChainLink.of(state, journal.entries().getFirst().at(), journal.lastHash()),
        seal.signer(),
        journal.entries().size(),
        shown.measurement(),
        shown.claimed());
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
      throw broken(JOURNAL, damaged.line(), damaged.why());
    }
  }

  /// What was closed is as it was then; a signature may be missing, and holds if it is there.
  static void requireAsClosed(FolderBytes folder, JournalReader.Contents journal)
      throws BrokenException {
    var verifier = new EvidenceVerifier(folder);
    var sealed = closing(journal);
    if (folder.files().containsKey(SEAL)) {
      verifier.signature(journal);
    }
    verifier.hashes(sealed);
  }

  private static SortedMap<String, String> closing(JournalReader.Contents journal)
      throws BrokenException {
    var entries = journal.entries();
    if (entries.isEmpty()) {
      throw new BrokenException(Finding.of(JOURNAL, "is empty"));
    }
    if (entries.getLast().event() instanceof Event.Sealed(var files)) {
      return files;
    }
    throw broken(JOURNAL, entries.size(), "does not close the run, so the folder is not sealed");
  }

  private Seal signature(JournalReader.Contents journal) throws BrokenException {
    var seal =
        Seal.parse(folder.need(SEAL))
            .orElseThrow(
                () -> new BrokenException(Finding.of(SEAL, "is not spelled as " + Seal.SCHEMA)));
    if (!seal.holds()) {
      throw new BrokenException(Finding.of(SEAL, "is not signed by the key that it names"));
    }
    if (!seal.line().equals(journal.lastHash())) {
      throw broken(JOURNAL, journal.entries().size(), "is not the line that was signed");
    }
    return seal;
  }

  private void hashes(SortedMap<String, String> sealed) throws BrokenException {
    for (var file : sealed.entrySet()) {
      var bytes = folder.need(file.getKey());
      if (!Sha256.of(bytes).equals(file.getValue())) {
        throw changed(file.getKey(), bytes);
      }
    }
    for (var name : folder.files().keySet()) {
      if (!sealed.containsKey(name) && !name.equals(JOURNAL) && !name.equals(SEAL)) {
        throw new BrokenException(Finding.of(name, "was not there when the folder was sealed"));
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
      return broken(CANARY, damaged.line(), "is not what was sealed: " + damaged.why());
    } catch (BrokenException misspelled) {
      return misspelled;
    }
    return new BrokenException(Finding.of(name, "is not what was sealed"));
  }

  private static BrokenException broken(String file, long line, String why) {
    return new BrokenException(Finding.at(file, line, why));
  }
}
