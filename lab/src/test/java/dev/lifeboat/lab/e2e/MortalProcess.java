package dev.lifeboat.lab.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of these tests in a process of its own, which may die of SIGKILL.
final class MortalProcess {
  private MortalProcess() {}

  static Process start(Class<?> program, Object... arguments) throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlifeboat.s3=" + System.getProperty("lifeboat.s3"),
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + "target/test-classes",
                program.getName()));
    for (var argument : arguments) {
      line.add(argument.toString());
    }
    return new ProcessBuilder(line).inheritIO().start();
  }
}
