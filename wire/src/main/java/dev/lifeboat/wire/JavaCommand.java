package dev.lifeboat.wire;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Command that starts a program of our own as a process: with this process's JDK and class path.
///
/// @param java the `java` program
/// @param classPath entries in order
/// @param cache an AOT cache made for that class path with the same flags; empty for none
public record JavaCommand(Path java, List<Path> classPath, Optional<Path> cache) {
  /// Names the AOT cache that fits this process's class path; the launcher sets it.
  private static final String CACHE = "lifeboat.aot";

  // The same as the launcher's: an AOT cache fits one compiler and one collector only, and the
  // modules that may call native code, which the leases' clock does.
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "-Xmx192m");

  /// A process that lost a thread to a full heap lives on and answers nothing; one that ends is
  /// noticed, and started again where an agent keeps it.
  private static final String FULL_HEAP_ENDS_IT = "-XX:+ExitOnOutOfMemoryError";

  public JavaCommand {
    classPath = List.copyOf(classPath);
  }

  /// The command as this process itself was started.
  public static JavaCommand ofThisProcess() {
    var cache =
        Optional.ofNullable(System.getProperty(CACHE)).map(Path::of).filter(Files::isReadable);
    // A cache fits jars alone; folders are those of tests, which no program of ours needs.
    var entries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath())
            .filter(entry -> cache.isEmpty() || Files.isRegularFile(entry))
            .toList();
    return new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"), entries, cache);
  }

  /// The command line that runs `main` with `arguments`.
  public List<String> line(Class<?> main, String... arguments) {
    var line = new ArrayList<String>();
    line.add(java.toString());
    line.addAll(FLAGS);
    line.add(FULL_HEAP_ENDS_IT);
    cache.ifPresent(file ->
        line.addAll(
            List.of(
                "-XX:AOTCache=" + file,
                "-D%s=%s".formatted(CACHE, file),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:aot=off:stderr")));
    line.add("-cp");
    line.add(classPathText());
    line.add(main.getName());
    line.addAll(List.of(arguments));
    return List.copyOf(line);
  }

  /// The class path as one word.
  public String classPathText() {
    return String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
  }

  /// The folder with the `java` program, for the `PATH` of commands that a plan gives.
  public Path bin() {
    return Path.of(System.getProperty("java.home"), "bin");
  }
}
