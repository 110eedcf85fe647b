package dev.lifeboat.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How to run PostgreSQL, which refuses to run as root: as `postgres` or `nobody` when we are root,
/// as ourselves otherwise.
public final class Launcher {

  private static final List<String> USERS = List.of("postgres", "nobody");
  private static final Path ROOT = Path.of("/");
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private Launcher() {}

  /// The user that servers run as, or empty when that is the one who runs this process.
  public static Optional<String> user() throws IOException, InterruptedException {
    if (new UnixSystem().getUid() != 0) {
      return Optional.empty();
    }
    for (var user : USERS) {
      var answer = Command.run(List.of("id", "-u", user), ROOT, DEADLINE);
      if (answer.exitCode() == 0) {
        return Optional.of(user);
      } else if (answer.output().isEmpty()) {
        // Who says "no such user" says so; where no file may grow, nobody can say anything.
        throw new IOException(
            "PostgreSQL does not run as root, and whether a user %s exists is not known: 'id' ended with %d and said nothing"
                .formatted(user, answer.exitCode()));
      }
    }
    throw new IOException("PostgreSQL does not run as root, and no user of " + USERS + " exists");
  }

  /// What goes before a program so that it runs as [#user]; empty when nothing is needed.
  ///
  /// `setpriv` becomes the program; `runuser` and `su` stay as its parent, so that the server's
  /// process id is the one in `postmaster.pid` and not that of the process that was started.
  public static List<String> prefix() throws IOException, InterruptedException {
    var user = user();
    return user.isEmpty() ? List.of() : prefix(user.get());
  }

  private static List<String> prefix(String user) throws IOException, InterruptedException {
    if (onPath("setpriv")) {
      return List.of(
          "setpriv", "--reuid=" + id("-u", user), "--regid=" + id("-g", user), "--clear-groups");
    }
    if (onPath("runuser")) {
      return List.of("runuser", "-u", user, "--");
    }
    if (onPath("su")) {
      return List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", user);
    }
    throw new IOException(
        "PostgreSQL does not run as root, and none of setpriv, runuser and su is installed");
  }

  /// Whether [#user] can enter the folder, or run the file, at `path`. A folder below root's own
  /// home, for one, cannot be reached.
  public static boolean canReach(Path path) throws IOException, InterruptedException {
    var line = new ArrayList<>(prefix());
    line.addAll(List.of("test", "-x", path.toAbsolutePath().toString()));
    return Command.run(line, ROOT, DEADLINE).exitCode() == 0;
  }

  private static String id(String what, String user) throws IOException, InterruptedException {
    var answer = Command.run(List.of("id", what, user), ROOT, DEADLINE);
    if (answer.exitCode() != 0) {
      throw new IOException("id " + what + " " + user + ": " + answer.output());
    }
    return answer.output();
  }

  private static boolean onPath(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
