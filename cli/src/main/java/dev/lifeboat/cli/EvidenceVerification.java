package dev.lifeboat.cli;

import dev.lifeboat.control.FolderSealer;
import dev.lifeboat.evidence.ChainCheck;
import dev.lifeboat.evidence.ChainLink;
import dev.lifeboat.evidence.EvidenceKeys;
import dev.lifeboat.evidence.EvidenceVerifier;
import dev.lifeboat.evidence.SignerKey;
import dev.lifeboat.evidence.Verification;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells what the verifier says of a folder, and whether its signer is one that we know.
final class EvidenceVerification {
  private static final int REFUSED = 4;
  private static final String UNKNOWN =
      "the key is only in the folder, so whoever changed the files could have signed them anew";

  private final Terminal terminal;
  private final Options options;
  private final Map<SignerKey, Path> known;
  private final boolean anySigner;

  /// @param key the only signer to be content with, as text or as a file; null for all pinned ones
  EvidenceVerification(Terminal terminal, Options options, @Nullable String key, boolean anySigner)
      throws ProblemException {
    this.terminal = terminal;
    this.options = options;
    this.known =
        key == null
            ? EvidenceKeys.pinned(FolderSealer.keys(options.state))
            : Map.of(given(key), Path.of("--key"));
    this.anySigner = anySigner;
  }

  /// Prints what was found of one folder; gives the exit code.
  int tell(Path folder, Verification verification) {
    var document = document(folder, verification);
    if (options.json) {
      terminal.out().println(OutputJson.line(document));
    } else {
      print(document);
    }
    return document.exitCode();
  }

  /// Verifies folders and prints what was found of them, and of what is missing between them; gives
  /// the exit code.
  int tell(List<Path> folders) throws ProblemException {
    var documents = new ArrayList<EvidenceDocument>();
    var links = new ArrayList<ChainLink>();
    for (var folder : folders) {
      var verification = EvidenceVerifier.verify(folder);
      documents.add(document(folder, verification));
      if (verification instanceof Verification.Intact intact) {
        links.add(intact.link());
      }
    }
    var set = EvidenceSetDocument.of(documents, ChainCheck.gaps(links));
    if (options.json) {
      terminal.out().println(OutputJson.line(set));
    } else {
      documents.forEach(this::print);
      print(set);
    }
    return set.exitCode();
  }

  private void print(EvidenceSetDocument set) {
    var out = terminal.out();
    out.println(
        "%s  %d folders"
            .formatted(set.whole() ? "nothing sealed is missing" : "broken", set.folders().size()));
    for (var gap : set.gaps()) {
      out.println("  %-9s run %s: %s".formatted(gap.kind(), gap.run(), gap.why()));
    }
    if (!set.whole()) {
      out.println("  means   a sealed run was left out or replaced: what is here is not the story");
      out.println("  do      ask for the folders of the runs that are named");
    }
  }

  private EvidenceDocument document(Path folder, Verification verification) {
    return switch (verification) {
      case Verification.Broken(var finding) ->
          new EvidenceDocument(
              EvidenceDocument.SCHEMA,
              folder.toString(),
              "broken",
              false,
              null,
              null,
              EvidenceDocument.Place.of(finding),
              null,
              null,
              finding.place() + " " + finding.why(),
              Failures.FAILED);
      case Verification.Intact intact -> intact(folder, intact);
    };
  }

  private EvidenceDocument intact(Path folder, Verification.Intact intact) {
    boolean pinned = known.containsKey(intact.signer());
    boolean enough = pinned || anySigner;
    return new EvidenceDocument(
        EvidenceDocument.SCHEMA,
        folder.toString(),
        pinned ? "intact" : "signer-unknown",
        enough,
        intact.run().value(),
        intact.signer().text(),
        null,
        EvidenceDocument.Chain.of(intact.link()),
        intact.measurement().isPresent()
            ? EvidenceDocument.Figures.of(intact.measurement().get(), intact.claimed())
            : null,
        enough ? null : UNKNOWN,
        enough ? 0 : REFUSED);
  }

  private void print(EvidenceDocument document) {
    var out = terminal.out();
    if (document.finding() != null) {
      out.println("broken  " + document.why());
      out.println("  means the folder is not what was sealed, or does not show what it claims");
      out.println("  do    keep it as it is, and ask for another copy of " + document.folder());
      return;
    }
    out.println(
        "%s  run %s in %s"
            .formatted(
                document.verdict().equals("intact") ? "intact" : "intact, signer unknown",
                document.run(),
                document.folder()));
    var by = document.signer() == null ? null : known.get(SignerKey.parse(document.signer()));
    out.println(
        "  signed  by %s%s".formatted(document.signer(), by == null ? "" : ", known from " + by));
    out.println("  journal every event could follow the one before it");
    if (document.chain() != null) {
      out.println("  follows " + document.chain().phrase());
    }
    out.println(
        "  figures "
            + (document.figures() == null
                ? "none: no canary watched this run"
                : document.figures().phrase()));
    if (!document.verified()) {
      out.println("  means   " + document.why());
      out.println("  do      ask the signer for the key, then --key ed25519:…; or --any-signer");
    }
  }

  private static SignerKey given(String key) throws ProblemException {
    try {
      return SignerKey.parse(key.startsWith("ed25519:") ? key : Files.readString(Path.of(key)));
    } catch (IOException | IllegalArgumentException unusable) {
      throw Failures.usage(
          "--key '%s' is no public key: %s".formatted(key, unusable.getMessage()),
          "nothing was verified",
          "give ed25519: and 64 hexadecimal digits, or a file such as"
              + " .lifeboat/keys/evidence.pub");
    }
  }
}
