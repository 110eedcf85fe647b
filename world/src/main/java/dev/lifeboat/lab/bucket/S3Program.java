package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of the S3 server: the jar to run, and what makes it start three times as fast.
///
/// @param jar runs by `java -jar`
/// @param cache an AOT cache made for that jar with [#FLAGS]; empty for none
public record S3Program(Path jar, Optional<Path> cache) {

  /// One compiler tier and the serial collector: an AOT cache fits these alone.
  static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  static final String CACHE = "aot";

  private static final String PATTERN = "s3mock-*.jar";

  /// What [S3Preparation] made, if it is there; else the jar as it was published.
  ///
  /// @param classPath that names the published jar
  /// @param prepared what [S3Preparation] was given; empty if it was not run
  /// @throws NoSuchFileException if no entry of `classPath` is the jar
  public static S3Program of(String classPath, Optional<Path> prepared) throws IOException {
    var published = jarOn(classPath);
    if (prepared.isPresent()) {
      var folder = folder(prepared.get(), published);
      if (Files.isReadable(folder.resolve(CACHE))) {
        return new S3Program(jarIn(folder), Optional.of(folder.resolve(CACHE)));
      }
    }
    return new S3Program(published, Optional.empty());
  }

  /// As the other one, for a class path whose launcher names the folder; without it the server runs
  /// as it was published.
  public static S3Program of(JavaCommand java) throws IOException {
    return of(
        java.classPathText(), Optional.ofNullable(System.getProperty("lifeboat.s3")).map(Path::of));
  }

  /// Of one release of the server and one of the JDK: no other fits.
  static Path folder(Path prepared, Path published) {
    return prepared.resolve("%s-jdk-%s".formatted(published.getFileName(), Runtime.version()));
  }

  /// The command line without the server's own options.
  ///
  /// @param more options of the JVM
  List<String> command(Path java, List<String> more) {
    var line = new ArrayList<String>();
    line.add(java.toString());
    line.addAll(FLAGS);
    line.add("-XX:+ExitOnOutOfMemoryError"); // Its agent starts it again.
    // A cache that does not fit any more is passed over, in silence: it only costs time.
    cache.ifPresent(file -> line.addAll(List.of("-XX:AOTCache=" + file, "-Xlog:aot=off")));
    line.addAll(more);
    line.addAll(List.of("-jar", jar.toString()));
    return List.copyOf(line);
  }

  static Path jarOn(String classPath) throws NoSuchFileException {
    for (var entry : classPath.split(File.pathSeparator, -1)) {
      var path = Path.of(entry);
      var name = path.getFileName();
      if (name != null && name.toString().matches("s3mock-.*-exec\\.jar")) {
        return path;
      }
    }
    throw new NoSuchFileException(PATTERN);
  }

  static Path jarIn(Path folder) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PATTERN)) {
      for (var jar : found) {
        return jar;
      }
    }
    throw new NoSuchFileException(folder.resolve(PATTERN).toString());
  }
}
