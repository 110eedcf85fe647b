package dev.lifeboat.cli;

import dev.lifeboat.files.FileTree;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A folder with the real `lifeboat` script and a build that is this one, so that the script
/// becomes the command line under test. Other users can read it, whoever runs the tests.
final class BuiltCheckout implements AutoCloseable {
  private static final int PLAIN_USER = 65_534;
  private static final long MOST_SECONDS = 60;

  private static boolean isBuilt;

  private final Path folder;

  /// @param plainly whether it is not root that runs the commands, who may read everything
  BuiltCheckout(boolean plainly) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("lifeboat-built-").toRealPath();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(Path.of("../lifeboat"), script());
    var builds = Files.createDirectories(folder.resolve(".lifeboat/app"));
    copy(build(), builds.resolve("build-1"));
    Files.writeString(builds.resolve("current"), "build-1\n");
    this.launcher = plainly ? plainUser() : List.of();
  }

  /// What makes a command one of a user who may not do everything, where that is not so already.
  static List<String> plainUser() {
    return isRoot() ? AS_PLAIN_USER : List.of();
  }

  /// The build as the launcher makes it, once for all tests of this process.
  private static synchronized Path build() throws IOException, InterruptedException {
    var build = Path.of("target", "tool").toAbsolutePath();
    if (isBuilt) {
      return build;
    }
    FileTree.delete(build);
    var lib = Files.createDirectories(build.resolve("lib"));
    var jars = new ArrayList<Path>();
    for (var element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var path = Path.of(element);
      if (Files.exists(path) && !path.endsWith("test-classes")) {
        var jar = lib.resolve("%03d-%s".formatted(jars.size(), path.getFileName()));
        copy(path, jar);
        jars.add(jar);
      }
    }
    Files.write(
        build.resolve("classpath"), jars.stream().map(it -> it.getFileName().toString()).toList());
    Files.writeString(build.resolve("stamp"), "");
    ToolCache.train(jars, build.resolve("aot"));
    isBuilt = true;
    return build;
  }

  private static final List<String> AS_PLAIN_USER =
      List.of(
          "setpriv",
          "--reuid=" + PLAIN_USER,
          "--regid=" + PLAIN_USER,
          "--clear-groups",
          "--inh-caps=-all");

  private final List<String> launcher;

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  Path script() {
    return folder.resolve("lifeboat");
  }

  /// A folder of its own that belongs to whoever runs the commands.
  Path folder(String name) throws IOException {
    var made = Files.createDirectories(folder.resolve(name));
    own(made);
    return made;
  }

  /// Gives everything in `root` to whoever runs the commands.
  void own(Path root) throws IOException {
    if (!launcher.isEmpty()) {
      try (var all = Files.walk(root)) {
        for (var path : all.toList()) {
          Files.setAttribute(path, "unix:uid", PLAIN_USER);
        }
      }
    }
  }

  /// Leaves everything in `root` to another user, who alone reads its files. Where the tests have
  /// no right to that, nobody reads them.
  void disown(Path root) throws IOException {
    try (var all = Files.walk(root)) {
      for (var path : all.toList()) {
        if (!launcher.isEmpty()) {
          Files.setAttribute(path, "unix:uid", 0);
        }
        var mode = Files.isDirectory(path) ? "rwxr-xr-x" : isRoot() ? "rw-------" : "---------";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
      }
    }
  }

  /// Runs `line` in a shell, in which `$lifeboat` is the script.
  FakeCheckout.Ended sh(Path working, String line) throws IOException, InterruptedException {
    var command = new ArrayList<>(launcher);
    command.addAll(List.of("/bin/sh", "-c", line));
    var builder = new ProcessBuilder(command).directory(working.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("lifeboat", "/bin/sh " + script());
    builder.environment().remove("LIFEBOAT_STATE");
    var process = builder.start();
    var err = new ArrayList<String>();
    var reader = Thread.ofVirtual().start(() -> err.add(text(process.getErrorStream())));
    var out = text(process.getInputStream());
    reader.join();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it did not end: " + line);
    }
    return new FakeCheckout.Ended(process.exitValue(), out, err.getFirst());
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var path : all.toList()) {
        var target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          link(path, target);
        }
      }
    }
  }

  /// A jar is linked, since all of them are many megabytes.
  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException onAnotherDisk) {
      Files.copy(from, to);
    }
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
