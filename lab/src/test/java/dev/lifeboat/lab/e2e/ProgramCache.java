package dev.lifeboat.lab.e2e;

import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.setup.LabAotRun;
import dev.lifeboat.wire.PackedProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The AOT cache of the lab's programs, as the launcher makes it for users: with it a lab starts
/// for half of the processor time. Made once for all labs of a build.
final class ProgramCache {
  private static final String PROPERTY = "lifeboat.aot";

  private ProgramCache() {}

  /// Every program that this process starts later uses it. None is made for a product that is not
  /// packed in jars.
  static void into(Path folder) throws IOException, InterruptedException {
    if (System.getProperty(PROPERTY) != null || !PackedProduct.isTested()) {
      return;
    }
    FileTree.delete(folder);
    Files.createDirectories(folder);
    var cache = folder.resolve("lab.aot");
    var log = folder.resolve("log").toFile();
    var programs = PackedProduct.command();
    var line =
        List.of(
            programs.java().toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:AOTCacheOutput=" + cache,
            "-cp",
            programs.classPathText(),
            LabAotRun.class.getName(),
            RunningLab.STOREFRONT.resolve("lifeboat.yaml").toString(),
            folder.resolve("training").toString());
    int status =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log).start().waitFor();
    if (status != 0) {
      throw new IOException("the training run ended with status %d, see %s".formatted(status, log));
    }
    System.setProperty(PROPERTY, cache.toString());
  }
}
