package dev.lifeboat.awstestbed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// How a test starts a function's process: from the jar that Lambda is given and one of
/// [SimulatedRuntime] alone, and with an AOT cache where there is one, since tests begin it often.
///
/// @param functions what Lambda would be given
/// @param runtime made by [#pack]
/// @param cache made for both; it may be missing
record FunctionProgram(Path functions, Path runtime, Path cache) {
  static FunctionProgram ofThisModule() {
    var target = Path.of(System.getProperty("lifeboat.testbed")).resolve("target");
    return new FunctionProgram(
        Path.of(System.getProperty("lifeboat.functions")),
        target.resolve("function-runtime.jar"),
        target.resolve("function.aot"));
  }

  /// Makes the jar of the runtime anew; a cache fits no folder of classes.
  void pack() throws IOException {
    Files.deleteIfExists(cache);
    var entry = SimulatedRuntime.class.getName().replace('.', '/') + ".class";
    try (var code = SimulatedRuntime.class.getClassLoader().getResourceAsStream(entry);
        var jar = new JarOutputStream(Files.newOutputStream(runtime))) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
  }

  /// What comes before the words of [SimulatedRuntime].
  List<String> start() {
    return Files.exists(cache)
        ? line("-XX:AOTCache=" + cache, "-Xlog:disable", "-Xlog:all=error:stderr")
        : line();
  }

  /// The same, and it makes the cache when it ends.
  List<String> learn() {
    return line("-XX:AOTCacheOutput=" + cache, "-Xlog:disable", "-Xlog:all=error:stderr");
  }

  private List<String> line(String... flags) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx512m"));
    line.addAll(List.of(flags));
    line.addAll(
        List.of("-cp", runtime + File.pathSeparator + functions, SimulatedRuntime.class.getName()));
    return line;
  }
}
