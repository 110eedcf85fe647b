package dev.lifeboat.cli.evidence;

import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.FolderSealer;
import dev.lifeboat.evidence.ChainCheck;
import dev.lifeboat.evidence.ChainLink;
import dev.lifeboat.evidence.EvidenceKeys;
import dev.lifeboat.evidence.EvidenceVerifier;
import dev.lifeboat.evidence.SignerKey;
import dev.lifeboat.evidence.Verification;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells what the verifier says of a folder, and whether its signer is one that we know.
final class EvidenceVerification {
  private static final Path GIVEN = Path.of("--key");

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
            ? pinned(options, anySigner)
            : Map.of(new GivenSigner(key, options.state).key(), GIVEN);
    this.anySigner = anySigner;
  }

  /// Prints what was found of one folder; gives the exit code.
  int tell(Path folder, Verification verification) {
    var document = document(folder, verification);
    terminal.tell(options, document, document.lines(known));
    return document.exitCode();
  }

  /// Verifies folders and prints what was found of them, and of what is missing between them; gives
  /// the exit code.
  int tell(List<Path> folders) throws ProblemException {
    var documents = new ArrayList<EvidenceDocument>();
    var links = new ArrayList<ChainLink>();
    var lines = new ArrayList<String>();
    for (var folder : folders) {
      var verification = EvidenceVerifier.verify(folder);
      var document = document(folder, verification);
      documents.add(document);
      lines.addAll(document.lines(known));
      if (verification instanceof Verification.Intact intact) {
        links.add(intact.link());
      }
    }
    var set = EvidenceSetDocument.of(documents, ChainCheck.gaps(links));
    lines.addAll(set.lines());
    terminal.tell(options, set, lines);
    return set.exitCode();
  }

  private EvidenceDocument document(Path folder, Verification verification) {
    return switch (verification) {
      case Verification.Broken(var finding) -> EvidenceDocument.broken(folder, finding);
      case Verification.Intact intact -> {
        boolean pinned = known.containsKey(intact.signer());
        boolean given = known.containsValue(GIVEN);
        yield EvidenceDocument.intact(folder, intact, given, pinned, pinned || anySigner);
      }
    };
  }

  /// Whoever is content with any signer needs none that is pinned.
  private static Map<SignerKey, Path> pinned(Options options, boolean anySigner)
      throws ProblemException {
    try {
      return EvidenceKeys.pinned(FolderSealer.keys(options.state));
    } catch (ProblemException unknown) {
      if (anySigner) {
        return Map.of();
      }
      throw unknown;
    }
  }
}
