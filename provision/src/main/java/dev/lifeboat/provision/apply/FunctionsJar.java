package dev.lifeboat.provision.apply;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The jar of functions that a person gives.
///
/// @param sha256 of what is in it, by which another jar has another name
public record FunctionsJar(Path file, String sha256) {
  /// Of a template's parameters: the jar's name in the bucket of artefacts.
  static final String PARAMETER = "FunctionsJar";

  private static final int HASH = 12;

  /// Reads it.
  public static FunctionsJar of(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      try (var into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        Files.copy(file, into);
      }
      return new FunctionsJar(file, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Functions are changed by CloudFormation only when it is another one.
  String name() {
    return sha256.substring(0, HASH) + "-lifeboat-functions.jar";
  }
}
