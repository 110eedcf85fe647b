package dev.lifeboat.cli.inspect;

import dev.lifeboat.agent.database.KeptAssignment;
import dev.lifeboat.aws.dynamodb.KeptPlacement;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.drill.KeptResult;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.evidence.Seal;
import dev.lifeboat.files.JsonFile;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.ledger.LedgerException;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.LedgerSummary;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A file that somebody wants to know of.
///
/// @param bytes of the whole file
/// @param signed whether a seal stood beside it before it was read: a run that ends meanwhile is
///   sealed after its last entry
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record InspectedFile(Path path, FileKind kind, byte[] bytes, boolean signed) {
  private static final int HEAD_BYTES = 4096;

  /// Reads it and finds out of what kind it is.
  ///
  /// @throws ProblemException LB4009 when it cannot be read, LB4010 when it is of no known kind
  static InspectedFile read(Path path) throws ProblemException {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        var isFolder = Files.isDirectory(path);
        throw new FileSystemException(
            path.toString(), null, isFolder ? "it is a folder" : "it is no file");
      }
      boolean signed = Files.exists(path.resolveSibling("seal.json"));
      var bytes = Files.readAllBytes(path);
      var head =
          new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
      var kind = FileKind.of(String.valueOf(path.getFileName()), head);
      return new InspectedFile(path, kind.orElseThrow(() -> unknown(path)), bytes, signed);
    } catch (IOException unreadable) {
      throw FileFailure.ofRun(
          "read",
          path,
          unreadable,
          "nothing is known of it; nothing was changed",
          "name a file that is yours to read; 'lifeboat inspect --help' lists which");
    }
  }

  /// What it holds.
  ///
  /// @throws ProblemException LB4002 or LB4011 when it is damaged
  InspectionDocument look() throws ProblemException {
    return switch (kind) {
      case JOURNAL -> journal();
      case LEDGER -> ledger();
      case SEAL -> seal();
      case RESULT -> result();
      case DROPPED_CLAIM -> droppedClaim();
      case PLACEMENT -> placement();
      case ASSIGNMENT -> {
        var told = json(KeptAssignment.class, "does not hold an assignment");
        yield whole(
            told,
            "%s under epoch %d; the highest epoch seen is %d"
                .formatted(
                    InspectionDocument.word(told.role()), told.epoch(), told.highestEpoch()));
      }
      case VOTE -> {
        var vote = json(Vote.class, "does not hold a vote");
        yield whole(
            vote,
            "for %s of '%s' under epoch %d"
                .formatted(vote.holder(), vote.workload(), vote.epoch()));
      }
      case LAB -> {
        var lab = json(Topology.class, "does not say where everything of a lab is");
        var regions = String.join(" and ", lab.regions().keySet());
        yield whole(lab, "lab of '%s': regions %s".formatted(lab.plan(), regions));
      }
    };
  }

  private InspectionDocument journal() throws ProblemException {
    var contents = contents();
    if (signed && !JournalContent.isClosed(contents)) {
      throw damaged(torn(contents).place(), "ends before its seal, which is beside it");
    }
    if (contents.entries().isEmpty()) {
      return InspectionDocument.torn(this, OutputJson.tree(List.of()), torn(contents), List.of());
    }
    var content = JournalContent.of(contents, path);
    return contents.tornBytes() == 0
        ? InspectionDocument.whole(this, OutputJson.tree(content), content.lines())
        : InspectionDocument.torn(this, OutputJson.tree(content), torn(contents), content.lines());
  }

  private JournalReader.Contents contents() throws ProblemException {
    try {
      return JournalReader.parse(bytes);
    } catch (JournalDamageException damaged) {
      throw ProblemException.lasting(
          Code.LB4002,
          "%s:%d %s".formatted(path, damaged.line(), damaged.why()),
          "the journal is the truth about this run, and it cannot be trusted; %s; nothing was changed"
              .formatted(JournalContent.before(damaged.line(), bytes)),
          "keep the folder as it is and restore the file from a copy");
    }
  }

  private static FileBreak torn(JournalReader.Contents contents) {
    return new FileBreak(
        contents.entries().size() + 1L, contents.soundBytes(), contents.tornBytes());
  }

  /// Counts alone of a ledger: its rows are those of customers.
  private record LedgerContent(String run, String region, boolean whole, LedgerSummary summary) {}

  private InspectionDocument ledger() throws ProblemException {
    try {
      var ledger = LedgerFormat.parse(bytes);
      return whole(
          new LedgerContent(
              ledger.run(), ledger.region(), ledger.whole(), LedgerSummary.of(ledger)),
          "what %s has alone, kept with run %s: %s%s"
              .formatted(
                  ledger.region(),
                  ledger.run(),
                  Count.of(ledger.entries().size(), "entry"),
                  ledger.whole() ? "" : ", and more that is not known"));
    } catch (LedgerException damaged) {
      throw damaged("line " + damaged.line(), String.valueOf(damaged.getMessage()));
    }
  }

  private record SealContent(String line, String signer, boolean holds) {}

  private InspectionDocument seal() throws ProblemException {
    var seal = Seal.parse(bytes);
    if (seal.isEmpty()) {
      var _ = tree();
      throw damaged("line 1", "is not spelled as a seal is");
    }
    var line = seal.get().line();
    var signer = seal.get().signer().text();
    if (!seal.get().holds()) {
      throw damaged(
          "line 1", "does not hold: %s did not sign last line %s".formatted(signer, line));
    }
    return whole(
        new SealContent(line, signer, true),
        "last line %s signed by %s; the signature holds".formatted(line, signer));
  }

  private InspectionDocument result() throws ProblemException {
    var result = tree();
    var fault = KeptResult.fault(result);
    if (fault.isPresent()) {
      throw damaged("line 1", "is " + fault.get());
    }
    return whole(
        result,
        "drill %s of %s/%s, run %s: %s"
            .formatted(
                Stream.of("scenario", "plan", "workload", "run", "outcome")
                    .map(key -> result.path(key).asString())
                    .toArray()));
  }

  private InspectionDocument droppedClaim() throws ProblemException {
    var claim = json(DroppedClaim.class, "does not say whose claim was dropped");
    var word = claim.word();
    return whole(
        claim,
        "claim of run %s on '%s', dropped by %s %s: %s; the writer stays in %s under epoch %d"
            .formatted(
                claim.run(),
                claim.workload(),
                word.by(),
                Spans.local(word.at()),
                word.reason(),
                claim.writer(),
                claim.epoch()));
  }

  private InspectionDocument placement() throws ProblemException {
    var kept = tree();
    Placement placement;
    try {
      placement =
          KeptPlacement.isItem(kept)
              ? KeptPlacement.of(kept)
              : json(Placement.class, "does not hold a placement");
    } catch (IllegalArgumentException damaged) {
      throw damaged("line 1", "holds no placement: " + damaged.getMessage());
    }
    return whole(
        placement,
        "the writer of '%s' is in %s under epoch %d, the highest handed out is %d; %s"
            .formatted(
                placement.workload(),
                placement.writer(),
                placement.epoch(),
                placement.highestEpoch(),
                placement.openRun().map(run -> "open run " + run).orElse("no run is open")));
  }

  private InspectionDocument whole(Object content, String line) {
    return InspectionDocument.whole(this, OutputJson.tree(content), List.of(line));
  }

  private JsonNode tree() throws ProblemException {
    try {
      return OutputJson.read(bytes);
    } catch (JacksonException damaged) {
      throw damaged(damaged, "cannot be read");
    }
  }

  /// As whoever keeps such a file reads it.
  private <T> T json(Class<T> type, String wrong) throws ProblemException {
    try {
      return new JsonFile<>(path, type, wrong).read().orElseThrow();
    } catch (IOException failed) {
      throw failed.getCause() instanceof JacksonException damaged
          ? damaged(damaged, wrong)
          : damaged("line 1", wrong);
    }
  }

  private ProblemException damaged(JacksonException cause, String wrong) {
    var at = cause.getLocation();
    return damaged(
        at == null
            ? "an unknown place"
            : "line %d, byte %d"
                .formatted(Math.max(1, at.getLineNr()), Math.max(0, at.getByteOffset())),
        "%s: %s".formatted(wrong, FileFailure.reason(cause)));
  }

  private ProblemException damaged(String place, String why) {
    return ProblemException.lasting(
        Code.LB4011,
        "%s breaks at %s: it %s".formatted(path, place, why),
        "what it says cannot be trusted; it was left as it is",
        "restore it from a copy");
  }

  private static ProblemException unknown(Path path) {
    return ProblemException.lasting(
        Code.LB4010,
        "%s is of no kind that is known here".formatted(path),
        "nothing is known of it; nothing was changed",
        "see 'lifeboat inspect --help' for the kinds there are");
  }
}
