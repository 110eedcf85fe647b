package dev.lifeboat.cli;

import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.bucket.S3Preparation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The AOT cache of the tool and of the lab's programs, as the launcher makes it for users: with it
/// a command starts for a third of the processor time.
final class ToolCache {
  private static final String PROPERTY = "lifeboat.aot";

  private ToolCache() {}

  /// Every program that this process starts later uses one, and so does the lab's S3 server.
  static synchronized void useForPrograms() throws IOException, InterruptedException {
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    var servers = Path.of("target", "s3").toAbsolutePath();
    S3Preparation.into(servers);
    System.setProperty("lifeboat.s3", servers.toString());
    var cache = Path.of("target", "programs.aot").toAbsolutePath();
    Files.deleteIfExists(cache);
    var entries = System.getProperty("java.class.path").split(File.pathSeparator);
    var product =
        Stream.of(entries)
            .map(entry -> Path.of(entry).toAbsolutePath())
            .filter(it -> Files.exists(it) && !it.endsWith("test-classes"))
            .toList();
    train(product, cache);
    System.setProperty(PROPERTY, cache.toString());
  }

  /// Makes `cache` for a class path; none where an entry is no jar, since no cache fits that.
  static void train(List<Path> classPath, Path cache) throws IOException, InterruptedException {
    if (!classPath.stream().allMatch(Files::isRegularFile)) {
      return;
    }
    var training = cache.resolveSibling("training");
    var log = cache.resolveSibling("training.log").toFile();
    var line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:AOTCacheOutput=" + cache,
            "-cp",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            AotRun.class.getName(),
            Invocation.STOREFRONT.toAbsolutePath().toString(),
            training.toString());
    int status =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log).start().waitFor();
    FileTree.delete(training);
    if (status != 0) {
      throw new IOException("the training run ended with status %d, see %s".formatted(status, log));
    }
  }
}
