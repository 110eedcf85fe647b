package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Unpacks the S3 server and lets the JVM learn from one life of it, so that later starts take half
/// of the time: `S3Preparation FOLDER`, once for each release of either. The published jar holds
/// its libraries inside itself, which the JVM can neither cache nor read fast.
///
/// Its exit status is 1, with one line, when that failed; the server then runs as it was published.
/// The AOT cache appears last, so that half of this counts as nothing.
public final class S3Preparation {
  private S3Preparation() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 1) {
      fail("usage: S3Preparation FOLDER");
      return;
    }
    try {
      into(Path.of(arguments[0]));
    } catch (IOException failure) {
      fail(String.valueOf(failure.getMessage()));
    }
  }

  /// Makes below `prepared` what [S3Program#of] looks for; does nothing if it is there already.
  ///
  /// @throws IOException saying which program failed, and where its output is
  public static void into(Path prepared) throws IOException, InterruptedException {
    var published = S3Program.jarOn(System.getProperty("java.class.path"));
    var folder = S3Program.folder(prepared.toAbsolutePath(), published);
    if (Files.exists(folder.resolve(S3Program.CACHE))) {
      return;
    }
    Files.createDirectories(folder);
    run(
        folder,
        List.of(
            "-Djarmode=tools",
            "-jar",
            published.toString(),
            "extract",
            "--force",
            "--destination",
            folder.toString()));
    var made = folder.resolve(S3Program.CACHE + ".new");
    new S3AotRun(
            Files.createDirectories(folder.resolve("training")),
            new S3Program(S3Program.jarIn(folder), Optional.empty()))
        .run(java(), made);
    Files.move(made, folder.resolve(S3Program.CACHE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void run(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    var log = folder.resolve("log");
    var line = new ArrayList<String>();
    line.add(java().toString());
    line.addAll(arguments);
    int status =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(
          "'%s' ended with status %d, see %s".formatted(String.join(" ", line), status, log));
    }
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static void fail(String why) {
    System.err.println("lifeboat: the S3 server was not prepared: " + why);
    System.exit(1);
  }
}
