package dev.lifeboat.awstestbed;

import dev.lifeboat.cli.CommandHost;
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
/// with an AOT cache, as the launcher does, since tests begin it many times.
///
/// @param cache made for these classes and flags; it may be missing
record CommandLine(Path cache) {
  private static final String TESTS = "test";

  static CommandLine ofThisModule() {
    return new CommandLine(
        Path.of(System.getProperty("lifeboat.testbed")).resolve("target/command-line.aot"));
  }

  /// What comes before the words of a command.
  List<String> start() {
    return start(classPath(), Main.class);
  }

  /// What executes many commands. It is no class of the product, and comes after all of those.
  List<String> startHost() {
    var host = CommandHost.class;
    var here = Path.of(host.getProtectionDomain().getCodeSource().getLocation().getPath());
    return start(classPath() + File.pathSeparator + here, host);
  }

  private List<String> start(String classPath, Class<?> program) {
    var line = java();
    if (Files.exists(cache)) {
      line.add("-XX:AOTCache=" + cache);
      line.add("-Xlog:disable");
      line.add("-Xlog:all=error:stderr");
    }
    line.addAll(List.of("-cp", classPath, program.getName()));
    return line;
  }

  /// Makes the cache anew, by a command that asks the account for all of a plan. Folders of classes
  /// cannot be cached; then there is none, and commands start slowly.
  void learn(TestBed bed, Path plan) throws IOException, InterruptedException {
    Files.deleteIfExists(cache);
    var line = java();
    line.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", classPath(), Main.class.getName()));
    line.addAll(List.of("check", plan.toString()));
    var builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    bed.letIn(builder.environment());
    builder.start().waitFor();
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlifeboat.home=" + Path.of(System.getProperty("lifeboat.testbed")).getParent()));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().contains(TESTS))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
