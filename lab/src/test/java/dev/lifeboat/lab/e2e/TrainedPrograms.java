package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.JavaCommand;
import dev.lifeboat.lab.bucket.S3Preparation;
import dev.lifeboat.lab.setup.LabAotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The AOT caches that the launcher would have made: each lab starts some twenty processes.
final class TrainedPrograms {
  private TrainedPrograms() {}

  /// Makes them unless they are there, and newer than the programs; of programs that are no jar
  /// there is none.
  static void ensure() throws Exception {
    S3Preparation.into(Path.of(System.getProperty("lifeboat.s3")));
    var cache = Path.of(System.getProperty(JavaCommand.CACHE));
    if (!isCurrent(cache)) {
      train(cache);
    }
  }

  private static boolean isCurrent(Path cache) throws IOException {
    if (Files.notExists(cache)) {
      return false;
    }
    for (var entry : JavaCommand.ofThisProcess().classPath()) {
      if (Files.exists(entry)
          && Files.getLastModifiedTime(entry).compareTo(Files.getLastModifiedTime(cache)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static void train(Path cache) throws Exception {
    Files.deleteIfExists(cache);
    var folder = Files.createTempDirectory("lifeboat-training-");
    try {
      var plan = RunningLab.STOREFRONT.resolve("lifeboat.yaml").toString();
      var line = JavaCommand.training(cache, LabAotRun.class, plan, folder.toString());
      if (line.isEmpty()) {
        return;
      }
      var log = folder.resolve("training.log");
      int status =
          new ProcessBuilder(line.get())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      assertThat(status).as(() -> text(log)).isZero();
      assertThat(cache).isNotEmptyFile();
    } finally {
      RunningLab.deleteTree(folder);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
