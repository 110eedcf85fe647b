package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult.EvidenceOf;
import dev.lifeboat.engine.Lineage;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.EvidenceKeys;
import dev.lifeboat.evidence.EvidenceVerifier;
import dev.lifeboat.evidence.SealVerdict;
import dev.lifeboat.evidence.Sealer;
import dev.lifeboat.evidence.SignerKey;
import dev.lifeboat.evidence.Verification;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.rules.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Seals the folders of runs with the key of one state folder.
///
/// @param state the state folder
public record FolderSealer(Path state, HostProcess host, ProgressListener progress) {

  /// Where a state folder keeps its key and the public keys it knows.
  public static Path keys(Path state) {
    return state.resolve("keys");
  }

  /// What became of it.
  ///
  /// @param refused what the files claim and do not show; empty when they were signed, or not asked
  public record Answer(EvidenceOf evidence, Optional<Finding> refused) {
    private static Answer of(EvidenceOf evidence) {
      return new Answer(evidence, Optional.empty());
    }
  }

  /// Seals a run that is over, then asks the verifier, whose word this is. A run that cannot be
  /// sealed is over all the same, so that is told and no more.
  ///
  /// @param lineage the chain that the seal goes into; empty where nobody knows of one
  Answer seal(RunFolder files, Optional<Lineage> lineage) {
    var folder = files.folder().toString();
    if (!Files.exists(files.journal())) {
      return unsigned(folder, "no run was opened, so there is nothing to seal");
    }
    try {
      var key = EvidenceKeys.open(keys(state), host.random());
      if (key.made()) {
        progress.tell(
            "key",
            "made",
            "%s signs the runs here; pinned in %s".formatted(key.signer(), keys(state)));
      }
      return switch (Sealer.seal(files, key, host.clock().instant())) {
        case SealVerdict.Open() ->
            unsigned(folder, "the run is not over; its folder is sealed when it is");
        case SealVerdict.Refused(var finding) -> refused(folder, finding);
        case SealVerdict.Signed signed -> {
          chain(signed, lineage);
          yield Answer.of(verified(files, Set.of(key.signer())));
        }
      };
    } catch (ProblemException failed) {
      progress.tell("evidence", "missing", failed.problem().happened());
      return unsigned(folder, failed.problem().happened());
    }
  }

  /// What cannot be kept changes nothing about the seal, and the next run says so.
  private void chain(SealVerdict.Signed signed, Optional<Lineage> lineage) {
    try {
      var missing =
          lineage.isPresent()
              ? lineage.get().sealed(signed.state(), signed.line())
              : Optional.of("its placement cannot be reached");
      missing.ifPresent(why -> progress.tell("chain", "missing", why));
    } catch (ProblemException failed) {
      progress.tell("chain", "missing", failed.problem().happened());
    }
  }

  private static Answer unsigned(String folder, String why) {
    return Answer.of(new EvidenceOf(folder, null, why));
  }

  private Answer refused(String folder, Finding finding) {
    var why = "not signed: " + finding.place() + " " + finding.why();
    progress.tell("evidence", "refused", why);
    return new Answer(new EvidenceOf(folder, false, why), Optional.of(finding));
  }

  /// Tells what the verifier says of a folder that another process closed. Only looks.
  ///
  /// @return evidence that is neither verified nor broken where the folder is not sealed
  public EvidenceOf look(RunFolder files) {
    var folder = files.folder().toString();
    if (!Files.exists(files.seal())) {
      return new EvidenceOf(folder, null, "the folder is not sealed");
    }
    try {
      return verified(files, EvidenceKeys.pinned(keys(state)).keySet());
    } catch (ProblemException unread) {
      return new EvidenceOf(folder, null, unread.problem().happened());
    }
  }

  private EvidenceOf verified(RunFolder files, Set<SignerKey> known) throws ProblemException {
    var folder = files.folder().toString();
    var said = said(folder, known, EvidenceVerifier.verify(files.folder()));
    boolean verified = Boolean.TRUE.equals(said.verified());
    progress.tell(
        "evidence", verified ? "verified" : "broken", verified ? folder : said.why() + "");
    return said;
  }

  private static EvidenceOf said(String folder, Set<SignerKey> known, Verification verification) {
    return switch (verification) {
      case Verification.Intact intact when known.contains(intact.signer()) ->
          new EvidenceOf(folder, true, null);
      case Verification.Intact intact ->
          new EvidenceOf(folder, false, "sealed before, by another key: " + intact.signer());
      case Verification.Broken(var finding) ->
          new EvidenceOf(folder, false, finding.place() + " " + finding.why());
    };
  }
}
