package dev.lifeboat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A folder with the real `lifeboat` script, a `mvnw` that only writes down that it was called, and
/// a JDK whose `java` prints its arguments.
final class FakeCheckout {

  /// What one start of the script left behind.
  record Ended(int exitCode, String out, String err) {}

  private final Path folder;
  private final Path jdks;
  private Optional<Path> javaHome = Optional.empty();
  private Optional<Path> home = Optional.empty();
  private List<String> user = List.of();

  FakeCheckout(Path folder) throws IOException {
    this.folder = folder;
    this.jdks = Files.createDirectories(folder.resolve("jdks"));
    Files.copy(Path.of("../lifeboat"), folder.resolve("lifeboat"));
    write("pom.xml", "<project/>");
    write("cli/src/main/java/Main.java", "// main");
    write("docs/problems.md", "# Problems");
    write("lib/parser.jar", "jar");
    mavenThat("");
  }

  /// Makes Maven do this, in POSIX sh, before it reports the class path.
  void mavenThat(String does) throws IOException {
    script(
        "mvnw",
        """
        echo called >>mvnw.calls
        echo '[INFO] Building Lifeboat command line 0.1.0-SNAPSHOT   [1/1]'
        %s
        mkdir -p cli/target
        printf %%s "$PWD/lib/parser.jar" >cli/target/classpath
        echo jar >cli/target/lifeboat-cli-0.1.0-SNAPSHOT.jar
        """
            .formatted(does));
  }

  /// Adds a JDK of that version to the folder of JDKs.
  Path jdk(String version) throws IOException {
    var home = "jdks/jdk-" + version;
    write(home + "/release", "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home + "/bin/javac", "");
    script(home + "/bin/java", "printf '%s\\n' \"$@\"");
    return folder.resolve(home);
  }

  /// What `JAVA_HOME` says from now on.
  void javaHome(Path home) {
    javaHome = Optional.of(home);
  }

  /// What `HOME` says from now on.
  void home(Path folder) {
    home = Optional.of(folder);
  }

  /// From now on no folder of the checkout can be written by whoever starts it.
  void protect() throws IOException {
    user = BuiltCheckout.plainUser();
    permit("r-xr-xr-x");
  }

  /// From now on it is another user's than that of whoever starts it, who may write it.
  void share() throws IOException {
    protect();
    permit("rwxrwxrwx");
  }

  /// Sets the mode of every folder.
  void permit(String mode) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
      }
    }
  }

  /// A program that is found before the system's own, in POSIX sh, started in the checkout.
  void program(String name, String does) throws IOException {
    script("bin/" + name, "cd \"${0%/bin/*}\"\n" + does);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  int builds() throws IOException {
    var calls = folder.resolve("mvnw.calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /// Makes a source look changed after any build of this test.
  void touch(String name) throws IOException {
    var later = FileTime.from(Files.getLastModifiedTime(path(name)).toInstant().plusSeconds(60));
    Files.setLastModifiedTime(path(name), later);
  }

  Process start(Path script, String... arguments) throws IOException {
    // Whoever runs tests in the background has switched Ctrl-C and hang-ups off.
    var command = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
    command.addAll(user);
    command.addAll(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_HOME");
    javaHome.ifPresent(it -> builder.environment().put("JAVA_HOME", it.toString()));
    home.ifPresent(it -> builder.environment().put("HOME", it.toString()));
    builder.environment().put("LIFEBOAT_JDK_FOLDERS", jdks.toString());
    builder.environment().put("PATH", path("bin") + ":" + "/usr/bin:/bin");
    return builder.start();
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return await(start(path("lifeboat"), arguments));
  }

  static Ended await(Process process) throws IOException, InterruptedException {
    var out = new String(process.getInputStream().readAllBytes());
    var err = new String(process.getErrorStream().readAllBytes());
    if (!process.waitFor(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the launcher did not end; it said: " + err);
    }
    return new Ended(process.exitValue(), out, err);
  }

  void write(String name, String text) throws IOException {
    Files.createDirectories(path(name).getParent());
    Files.writeString(path(name), text);
  }

  private void script(String name, String text) throws IOException {
    write(name, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
