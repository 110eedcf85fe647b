package dev.lifeboat.evidence;

import dev.lifeboat.digest.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.ledger.LedgerException;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.LedgerMatch;
import dev.lifeboat.measure.Attempt;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.Fault;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Recording;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Verifies a run's folder from its files alone. Reads, and never writes.
///
/// The order of the checks is part of the format, so that every verifier names the same file:
/// entries, journal, closing line, signature, hashes, the engine's rules, spelling, figures.
public final class Verifier {
  private static final String JOURNAL = "journal.jsonl";
  private static final String SEAL = "seal.json";
  private static final String CANARY = "canary.jsonl";
  private static final String HELD = "held.json";
  private static final String LEDGER = "ledger.jsonl";
  private static final String RESULT = "result.json";
  private static final Duration LONGEST = Duration.ofDays(31);

  private final FolderBytes folder;

  private Verifier(FolderBytes folder) {
    this.folder = folder;
  }

  /// Verifies `folder`, whatever is in it.
  ///
  /// @throws ProblemException LB4004 when it is no folder or cannot be read
  public static Verification verify(Path folder) throws ProblemException {
    try {
      return new Verifier(FolderBytes.read(folder)).intact();
    } catch (BrokenException broken) {
      return new Verification.Broken(broken.finding());
    }
  }

  private Verification.Intact intact() throws BrokenException {
    var journal = journal(folder.need(JOURNAL));
    var sealed = closing(journal);
    var seal = signature(journal);
    hashes(sealed);
    var state = RunRules.fold(journal.entries());
    plan(state.opened().planSha256());
    for (var name : new String[] {HELD, RESULT, "runbook.json"}) {
      if (folder.files().containsKey(name)) {
        spelling(name, 0, folder.need(name));
      }
    }
    var log = log(state.run());
    var measurement =
        log.map(it ->
            Measurement.of(
                it.recording(), it.held().fault(), it.held().rows(), it.held().objects()));
    var match = match(state.run(), log);
    boolean claimed = figures(state.run(), measurement, match);
    return new Verification.Intact(
        state.run(), seal.signer(), journal.entries().size(), measurement, claimed);
  }

  private JournalReader.Contents journal(byte[] bytes) throws BrokenException {
    long line = 0;
    int start = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        spelling(JOURNAL, ++line, Arrays.copyOfRange(bytes, start, end));
        start = end + 1;
      }
    }
    try {
      var contents = JournalReader.parse(bytes);
      if (contents.tornBytes() > 0) {
        throw broken(JOURNAL, contents.entries().size() + 1, "is not the whole of a last append");
      }
      return contents;
    } catch (JournalDamageException damaged) {
      throw broken(JOURNAL, damaged.line(), damaged.why());
    }
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
        case CANARY -> Recording.parse(bytes);
        case HELD, RESULT, "runbook.json" -> spelling(name, 0, bytes);
        default -> {}
      }
    } catch (CanaryLogException damaged) {
      return broken(CANARY, damaged.line(), "is not what was sealed: " + damaged.why());
    } catch (BrokenException misspelled) {
      return misspelled;
    }
    return new BrokenException(Finding.of(name, "is not what was sealed"));
  }

  private void plan(String sha256) throws BrokenException {
    if (!Sha256.of(folder.need("plan.yaml")).equals(sha256)) {
      throw new BrokenException(Finding.of("plan.yaml", "is not the plan that the journal names"));
    }
  }

  private static void spelling(String name, long line, byte[] text) throws BrokenException {
    var mistake = StrictJson.mistake(text);
    if (mistake.isPresent()) {
      throw new BrokenException(
          new Finding(
              name,
              line == 0 ? OptionalLong.empty() : OptionalLong.of(line),
              OptionalLong.of(mistake.get().column()),
              mistake.get().why()));
    }
  }

  /// What a canary wrote down, and what was found of it.
  private record Log(Recording recording, HeldFile held) {}

  /// Empty when no canary watched, nobody asked the stores, or the log is damaged as it was sealed:
  /// then nothing may be claimed.
  private Optional<Log> log(RunId run) throws BrokenException {
    var log = folder.files().get(CANARY);
    var stores = folder.files().get(HELD);
    if (log == null || stores == null) {
      return Optional.empty();
    }
    try {
      var held = HeldFile.parse(stores);
      var recording = Recording.parse(log);
      if (!held.client().equals(run.value()) || !recording.header().client().equals(run.value())) {
        throw new BrokenException(Finding.of(HELD, "or the canary's log is of another run"));
      }
      requireOneDrill(recording, held.fault());
      return Optional.of(new Log(recording, held));
    } catch (IllegalArgumentException wrong) {
      throw new BrokenException(Finding.of(HELD, String.valueOf(wrong.getMessage())));
    } catch (CanaryLogException damaged) {
      return Optional.empty();
    }
  }

  /// Whether the ledger and the log tell one story; empty without one of them.
  private Optional<LedgerMatch> match(RunId run, Optional<Log> log) throws BrokenException {
    var lines = folder.files().get(LEDGER);
    if (lines == null) {
      return Optional.empty();
    }
    try {
      var ledger = LedgerFormat.parse(lines);
      if (!ledger.run().equals(run.value()) || !ledger.marks().client().equals(run.value())) {
        throw broken(LEDGER, 1, "is of another run");
      }
      return log.map(
          it -> LedgerMatch.of(ledger, it.recording(), it.held().rows(), it.held().objects()));
    } catch (LedgerException wrong) {
      throw broken(LEDGER, wrong.line(), String.valueOf(wrong.getMessage()));
    }
  }

  /// What is measured is laid out second by second: a stranger's log must not fill the memory.
  private static void requireOneDrill(Recording recording, Fault fault) throws BrokenException {
    var start = recording.header().startedAt();
    var attempts = Stream.concat(recording.writes().stream(), recording.reads().stream()).toList();
    var times =
        Stream.of(
                attempts.stream().map(Attempt::at),
                attempts.stream().flatMap(attempt -> attempt.outcome().ended().stream()),
                recording.ended().stream(),
                Stream.of(fault.at(), fault.inEffect()))
            .flatMap(all -> all);
    if (times.anyMatch(at -> Duration.between(start, at).abs().compareTo(LONGEST) > 0)) {
      throw new BrokenException(
          Finding.of(CANARY, "or held.json has a time more than 31 days from the log's first"));
    }
  }

  private boolean figures(RunId run, Optional<Measurement> measurement, Optional<LedgerMatch> match)
      throws BrokenException {
    var result = folder.files().get(RESULT);
    if (result == null) {
      return false;
    }
    FiguresCheck check;
    try {
      check = new FiguresCheck(JsonMapper.shared().readTree(result));
    } catch (JacksonException unreadable) {
      throw new BrokenException(Finding.of(RESULT, "cannot be read: " + unreadable.getMessage()));
    }
    var wrong = check.wrong(run.value(), measurement, match);
    if (wrong.isPresent()) {
      throw new BrokenException(Finding.of(RESULT, wrong.get()));
    }
    return check.measured();
  }

  private static BrokenException broken(String file, long line, String why) {
    return new BrokenException(Finding.at(file, line, why));
  }
}
