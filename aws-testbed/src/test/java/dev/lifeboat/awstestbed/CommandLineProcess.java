package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line as a user has it: a process of its own, which finds the account by the usual
/// variables.
///
/// @param folder of the runs
public record CommandLineProcess(TestBed bed, Path folder) {
  private static final long PATIENCE_SECONDS = 600;

  /// How a command ended.
  public record Ended(int exitCode, String out, String err) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  /// A command under way.
  public record Running(Process process, Path out, Path err) {
    /// What it told so far.
    public String said() throws IOException {
      return Files.readString(err);
    }

    /// With SIGKILL, as its region is lost.
    public void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    public Ended ended() throws IOException, InterruptedException {
      try {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .as("it ended; it said: %s", said())
            .isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly); // A drill has a canary.
        process.destroyForcibly();
      }
    }
  }

  /// The command as a script finds it, for this state folder.
  public Path launcher() throws IOException {
    var line = String.join("' '", CommandLine.ofThisModule().start());
    var file = folder.resolveSibling("lifeboat");
    Files.writeString(
        file, "#!/usr/bin/env bash\nexec '%s' \"$@\" --state '%s'\n".formatted(line, folder));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  public Ended run(Object... words) throws IOException, InterruptedException {
    return begin(words).ended();
  }

  /// As [#run], of a command that only looks: one process answers all of those that an account is
  /// asked, so that not each of them begins a Java.
  public Ended look(Object... words) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return bed.looks().ended(withState(words));
  }

  public Running begin(Object... words) throws IOException {
    return begin(Map.of(), words);
  }

  /// Types a command at the terminal of this process, which shows what it says.
  ///
  /// @return its exit code
  int type(Map<String, String> variables, Object... words)
      throws IOException, InterruptedException {
    var process = started(variables, new ProcessBuilder().inheritIO(), words);
    try {
      return process.waitFor();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// With these variables besides, or in place of those of the account.
  public Running begin(Map<String, String> variables, Object... words) throws IOException {
    Files.createDirectories(folder);
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var builder = new ProcessBuilder().redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Running(started(variables, builder, words), out, err);
  }

  private Process started(Map<String, String> variables, ProcessBuilder builder, Object... words)
      throws IOException {
    var command = new ArrayList<>(CommandLine.ofThisModule().start());
    command.addAll(withState(words));
    bed.letIn(builder.environment());
    builder.environment().putAll(variables);
    return builder.command(command).start();
  }

  private List<String> withState(Object... words) {
    return Stream.concat(Arrays.stream(words), Stream.of("--state", folder))
        .map(Object::toString)
        .toList();
  }
}
