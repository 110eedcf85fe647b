package dev.lifeboat.cli;

import dev.lifeboat.drill.DrillResult.EvidenceOf;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.EvidenceKeys;
import dev.lifeboat.evidence.Sealer;
import dev.lifeboat.evidence.Verification;
import dev.lifeboat.evidence.Verifier;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// Seals the folders of runs with the key of one state folder.
final class Seals {
  private final Path keys;
  private final Talk talk;

  Seals(Path state, Talk talk) {
    this.keys = keys(state);
    this.talk = talk;
  }

  /// Where a state folder keeps its key and the public keys it knows.
  static Path keys(Path state) {
    return state.resolve("keys");
  }

  /// Seals a run that is over, then asks the verifier, whose word this is. A run that cannot be
  /// sealed is over all the same, so that is told and no more.
  EvidenceOf seal(RunFolder files) {
    var folder = files.folder().toString();
    if (!Files.exists(files.journal())) {
      return new EvidenceOf(folder, null, "no run was opened, so there is nothing to seal");
    }
    try {
      var key = EvidenceKeys.open(keys, new SecureRandom());
      if (key.made()) {
        talk.tell(
            "key", "made", "%s signs the runs here; pinned in %s".formatted(key.signer(), keys));
      }
      if (!Sealer.seal(files, key, Clock.systemUTC().instant())) {
        return new EvidenceOf(folder, null, "the run is not over; its folder is sealed when it is");
      }
      var said = said(folder, key, Verifier.verify(files.folder()));
      boolean verified = Boolean.TRUE.equals(said.verified());
      talk.tell("evidence", verified ? "verified" : "broken", verified ? folder : said.why() + "");
      return said;
    } catch (ProblemException failed) {
      talk.tell("evidence", "missing", failed.problem().happened());
      return new EvidenceOf(folder, null, failed.problem().happened());
    }
  }

  private static EvidenceOf said(String folder, EvidenceKeys key, Verification verification) {
    return switch (verification) {
      case Verification.Intact intact when intact.signer().equals(key.signer()) ->
          new EvidenceOf(folder, true, null);
      case Verification.Intact intact ->
          new EvidenceOf(folder, false, "sealed before, by another key: " + intact.signer());
      case Verification.Broken(var finding) ->
          new EvidenceOf(folder, false, finding.place() + " " + finding.why());
    };
  }
}
