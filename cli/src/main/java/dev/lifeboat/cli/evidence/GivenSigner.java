package dev.lifeboat.cli.evidence;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.control.FolderSealer;
import dev.lifeboat.evidence.SignerKey;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The only signer that a person is content with, as `--key` gives it.
///
/// @param given a public key, or a file with one
/// @param state the state folder, which has keys too
record GivenSigner(String given, Path state) {
  /// Stands in every private key in PEM.
  private static final String SECRET = "PRIVATE KEY-----";

  /// More than a key has.
  private static final int LARGEST = 4096;

  SignerKey key() throws ProblemException {
    if (given.contains(SECRET)) {
      throw unusable("what --key gives holds a private key");
    }
    return given.startsWith(SignerKey.PREFIX)
        ? parsed(given, "--key '%s' is no public key".formatted(given.strip()))
        : kept(given);
  }

  /// That of a file, of which nothing is told but what is wrong: it may be a secret.
  private SignerKey kept(String name) throws ProblemException {
    try (var file = Files.newInputStream(Path.of(name))) {
      var text = new String(file.readNBytes(LARGEST), StandardCharsets.UTF_8);
      if (text.contains(SECRET)) {
        throw unusable("the file %s holds a private key".formatted(name));
      }
      return parsed(text, "the file %s holds no public key".formatted(name));
    } catch (IOException | InvalidPathException unread) {
      throw unusable("--key '%s' is no public key: %s".formatted(name, FileFailure.reason(unread)));
    }
  }

  private SignerKey parsed(String text, String otherwise) throws ProblemException {
    try {
      return SignerKey.parse(text);
    } catch (IllegalArgumentException _) {
      throw unusable(otherwise);
    }
  }

  private ProblemException unusable(String happened) {
    return Failures.usage(
        happened,
        "nothing was verified",
        "give %s and 64 hexadecimal digits, or a file such as %s"
            .formatted(SignerKey.PREFIX, FolderSealer.keys(state).resolve("evidence.pub")));
  }
}
