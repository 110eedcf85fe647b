package dev.lifeboat.canary;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A canary as a process of the operating system. It outlives whoever started it.
public final class CanaryProcess {
  private static final int BROKEN = 1;

  private static final String CONFIGURATION = "canary.json";

  private final Process process;
  private final CanaryOutput output;

  private CanaryProcess(Process process, CanaryOutput output) {
    this.process = process;
    this.output = output;
  }

  /// Starts a canary. It begins to write as soon as its JVM runs, within about half a second.
  ///
  /// @param folder where `canary.json` and `canary.out`, what it prints, are put
  /// @param environment added to this process's own, such as marks by which it is found again when
  ///   whoever started it has died
  public static CanaryProcess start(
      CanaryConfig config, Path folder, Map<String, String> environment) throws IOException {
    var configuration = folder.resolve(CONFIGURATION).toAbsolutePath();
    DurableFile.write(configuration, config.toJson().getBytes(StandardCharsets.UTF_8));
    var output = new CanaryOutput(folder.resolve("canary.out"));
    // Appended to by the process, and like all of a run its owner's alone.
    DurableFile.write(output.file(), new byte[0]);
    var builder =
        new ProcessBuilder(
                JavaCommand.ofThisProcess().line(CanaryMain.class, configuration.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.file().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    return new CanaryProcess(builder.start(), output);
  }

  /// Ends the canary of `folder` whose drill is gone, so that its log gets its end; nothing where
  /// there is none.
  ///
  /// @param patience as of [#stop]
  static void endLeft(Path folder, Duration patience) throws InterruptedException {
    var configuration = folder.resolve(CONFIGURATION).toAbsolutePath().toString();
    var left =
        ProcessHandle.allProcesses()
            .filter(it -> {
              var line = line(it);
              return line.contains(CanaryMain.class.getName())
                  && line.getLast().equals(configuration);
            })
            .toList();
    for (var process : left) {
      boolean _ = process.destroy();
      if (!hasEnded(process, patience)) {
        boolean _ = process.destroyForcibly();
        boolean _ = hasEnded(process, patience);
      }
    }
  }

  /// Its command; empty for one that shows none. The JDK shows none that is long, as with a class
  /// path.
  private static List<String> line(ProcessHandle process) {
    try {
      var line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return List.of(new String(line, StandardCharsets.UTF_8).split("\0", 0));
    } catch (IOException noSuchFile) {
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }

  private static boolean hasEnded(ProcessHandle process, Duration patience)
      throws InterruptedException {
    try {
      var _ = process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    }
  }

  /// Why it ended, in words; empty while it runs.
  Optional<String> ended() {
    return process.isAlive() ? Optional.empty() : Optional.of(output.why(process.exitValue()));
  }

  /// Why it broke, also while it was asked to end; empty for one that did not.
  Optional<String> broke() {
    return ended().filter(_ -> process.exitValue() == BROKEN);
  }

  /// Asks the canary to end, and returns once it has. Safe to repeat.
  ///
  /// @param patience longer than the canary's deadline, else the last answers are cut off
  /// @return false when it had to be killed, so that its log has no end
  public boolean stop(Duration patience) throws InterruptedException {
    process.destroy();
    if (process.waitFor(patience)) {
      return true;
    }
    var _ = process.destroyForcibly().waitFor(patience);
    return false;
  }
}
