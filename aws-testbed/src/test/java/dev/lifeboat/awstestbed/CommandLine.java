package dev.lifeboat.awstestbed;

import dev.lifeboat.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How a test starts the command line: with the product's classes alone, and where these are jars
/// with an archive of them that was loaded before, since tests begin it many times.
///
/// @param archive of class data, which may be missing
record CommandLine(Path archive) {
  private static final String TESTS = "test";

  static CommandLine ofThisModule() {
    return new CommandLine(
        Path.of(System.getProperty("lifeboat.testbed")).resolve("target/command-line.jsa"));
  }

  /// What comes before the words of a command.
  List<String> start() {
    var line = java();
    if (Files.exists(archive)) {
      line.add("-XX:SharedArchiveFile=" + archive);
      line.add("-Xlog:disable");
      line.add("-Xlog:all=error:stderr");
    }
    line.addAll(List.of("-cp", classPath(), Main.class.getName()));
    return line;
  }

  /// Makes the archive anew by a command that needs most classes and reaches nobody. Folders of
  /// classes cannot be archived; then there is none, and commands start slowly.
  CommandLine prepare(Path plan) throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    var line = java();
    line.addAll(
        List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath(), Main.class.getName()));
    line.addAll(List.of("check", plan.toString()));
    var builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    builder.start().waitFor();
    return this;
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC"));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().contains(TESTS))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
