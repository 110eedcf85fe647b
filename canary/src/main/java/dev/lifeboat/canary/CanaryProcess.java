package dev.lifeboat.canary;

import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A canary as a process of the operating system. It outlives whoever started it.
public final class CanaryProcess {
  private final ProcessHandle handle;

  private CanaryProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  /// Starts a canary. It begins to write as soon as its JVM runs, within about half a second.
  ///
  /// @param folder where `canary.json` and `canary.out`, what it prints, are put
  /// @param environment added to this process's own, such as marks by which it is found again when
  ///   whoever started it has died
  public static CanaryProcess start(
      CanaryConfig config, Path folder, Map<String, String> environment) throws IOException {
    var configuration = folder.resolve("canary.json");
    Files.writeString(configuration, config.toJson());
    var builder =
        new ProcessBuilder(
                JavaCommand.ofThisProcess().line(CanaryMain.class, configuration.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("canary.out").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    var process = builder.start();
    return new CanaryProcess(process.toHandle());
  }

  /// A canary that an earlier controller started.
  ///
  /// @param handle the caller has made sure that the pid is still that process
  public static CanaryProcess attach(ProcessHandle handle) {
    return new CanaryProcess(handle);
  }

  /// The process, whose pid and start time are to be remembered.
  public ProcessHandle handle() {
    return handle;
  }

  /// Asks the canary to end, and returns once it has. Safe to repeat.
  ///
  /// @param patience longer than the canary's deadline, else the last answers are cut off
  /// @return false when it had to be killed, so that its log has no end
  public boolean stop(Duration patience) throws InterruptedException {
    handle.destroy();
    if (ended(patience)) {
      return true;
    }
    handle.destroyForcibly();
    ended(patience);
    return false;
  }

  private boolean ended(Duration patience) throws InterruptedException {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException failure) {
      throw new CompletionException("waiting for process " + handle.pid(), failure.getCause());
    }
  }
}
