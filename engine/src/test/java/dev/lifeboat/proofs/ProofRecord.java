package dev.lifeboat.proofs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a test tagged `proof` has done, a line each in `target/proof`, so that one that was stopped
/// goes on when it is begun again. The first line is the fingerprint of what it tries: once that
/// has changed, nothing of it was done. Thread-safe.
public final class ProofRecord {
  private final Path file;

  private ProofRecord(Path file) {
    this.file = file;
  }

  /// @param name that of the file
  public static ProofRecord of(String name, String fingerprint) throws IOException {
    var file = Path.of("target", "proof", name);
    Files.createDirectories(file.getParent());
    if (!Files.exists(file) || !Files.readString(file).startsWith(fingerprint + "\n")) {
      Files.writeString(file, fingerprint + "\n");
    }
    return new ProofRecord(file);
  }

  /// Of all that runs: each file of the class path, and each source of the examples, whose plans
  /// are tried.
  public static ProofRecord ofProduct(String name) throws IOException, GeneralSecurityException {
    var classPath = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    var roots = Stream.of(classPath).map(Path::of).toList();
    return of(name, "product " + fingerprint(roots, Path.of("../examples")));
  }

  /// @param sources of which what a build or a run leaves is no part: the same build makes other
  ///   AOT caches each time
  static String fingerprint(List<Path> roots, Path sources)
      throws IOException, GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256");
    for (var root : roots) {
      add(root, _ -> true, digest);
    }
    add(sources, ProofRecord::isKept, digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isKept(Path inSources) {
    for (var name : inSources) {
      if (name.toString().startsWith(".") || name.toString().equals("target")) {
        return false;
      }
    }
    return true;
  }

  private static void add(Path root, Predicate<Path> isMeant, MessageDigest digest)
      throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path :
          paths
              .filter(it -> it.equals(root) || isMeant.test(root.relativize(it)))
              .filter(Files::isRegularFile)
              .sorted()
              .toList()) {
        digest.update(root.relativize(path).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(path));
      }
    }
  }

  public synchronized boolean holds(String beginning) throws IOException {
    return !lines(beginning).isEmpty();
  }

  /// Those that begin so.
  public synchronized List<String> lines(String beginning) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> line.startsWith(beginning)).toList();
  }

  public synchronized void add(String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
  }
}
