package dev.lifeboat.lab.admin;

import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A lab program as its own process, on the class path of the tests. Killed when closed.
public final class OwnProcess implements AutoCloseable {
  private final Process process;
  private final Path errors;

  private OwnProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  public static OwnProcess start(Class<?> main, Path folder, Object config) throws IOException {
    var file = Files.createTempFile(folder, main.getSimpleName(), ".json");
    Files.write(file, ProgramJson.write(config));
    return startOn(main, folder, file);
  }

  public static OwnProcess startOn(Class<?> main, Path folder, Path config) throws IOException {
    var errors = Files.createTempFile(folder, main.getSimpleName(), ".log");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            config.toString());
    builder.redirectError(errors.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return new OwnProcess(builder.start(), errors);
  }

  /// SIGKILL; returns once the process is gone.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// The exit code of a program that ends by itself.
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("still running");
    }
    return process.exitValue();
  }

  public String log() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
