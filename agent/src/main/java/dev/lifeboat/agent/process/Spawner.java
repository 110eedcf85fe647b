package dev.lifeboat.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts processes of one region that outlive whoever starts them: neither a Ctrl-C in the
/// starter's terminal nor its death reaches them. Thread-safe.
///
/// Each gets a log `<state>/logs/<name>.log`, a durable record, and three environment variables by
/// which the host's process table shows where it belongs, even if the record was never written. Of
/// the starter's environment it gets what [StarterVariables] says.
public final class Spawner {
  /// The lab's folder.
  public static final String LAB = "LIFEBOAT_LAB";

  /// The region's name.
  public static final String REGION = "LIFEBOAT_REGION";

  /// The name in the process's record.
  public static final String PROCESS = "LIFEBOAT_PROCESS";

  /// A session of its own by setsid(1), which every Linux has; else a process group of its own by
  /// the shell's job control, which needs a terminal in dash but not in the sh of macOS.
  private static final String SCRIPT =
      """
      log=$1; shift
      if command -v setsid >/dev/null 2>&1; then setsid "$@" >>"$log" 2>&1 </dev/null &
      else set -m; "$@" >>"$log" 2>&1 </dev/null &
      fi
      echo $!
      """;

  /// The shell only forks; longer means that the machine is stuck.
  private static final long SHELL_SECONDS = 10;

  private final Path lab;
  private final String region;
  private final Path state;
  private final Clock clock;
  private final ProcessRecords records;

  public Spawner(Path lab, String region, Path state, Clock clock) {
    this.lab = lab;
    this.region = region;
    this.state = state;
    this.clock = clock;
    this.records = new ProcessRecords(state);
  }

  /// Starts a process and returns once its record is durable. A missing binary shows as a process
  /// that ends at once, with the shell's message in its log.
  public ProcessRecord spawn(Command wanted) throws IOException, InterruptedException {
    var log = logOf(wanted.name());
    Files.createDirectories(state.resolve("logs"));
    var line = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", log.toString()));
    line.addAll(wanted.line());
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.directory(wanted.directory().toFile());
    var environment = builder.environment();
    environment.clear();
    environment.putAll(new StarterVariables(System.getenv()).passed(wanted.passed()));
    environment.putAll(wanted.environment());
    environment.putAll(marks(lab, region, wanted.name()));
    long pid = pidFrom(builder.start(), wanted);
    return record(wanted.name(), pid, wanted.line(), wanted.generation());
  }

  /// The environment that tells a process of a lab from all others of the host.
  public static Map<String, String> marks(Path lab, String region, String process) {
    return Map.of(LAB, lab.toString(), REGION, region, PROCESS, process);
  }

  /// Records a process that lives already under `name`, in place of what was recorded before.
  public ProcessRecord record(String name, long pid, List<String> line) throws IOException {
    return record(name, pid, line, 0);
  }

  private ProcessRecord record(String name, long pid, List<String> line, long generation)
      throws IOException {
    var now = clock.instant();
    var record = new ProcessRecord(name, pid, startOf(pid, now), line, now, generation);
    records.write(record);
    return record;
  }

  /// Where the process of that name writes its output.
  public Path logOf(String name) {
    return state.resolve("logs").resolve(name + ".log");
  }

  private static long pidFrom(Process shell, Command wanted)
      throws IOException, InterruptedException {
    shell.getOutputStream().close();
    if (!shell.waitFor(SHELL_SECONDS, TimeUnit.SECONDS)) {
      shell.destroyForcibly();
      throw new IOException("the shell did not start '" + wanted.name() + "' in time");
    }
    var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    // Job control may add a warning before; the pid is the last line.
    var last = said.substring(said.lastIndexOf('\n') + 1);
    if (!last.matches("[0-9]+")) {
      throw new IOException("'" + wanted.name() + "' was not started: " + said);
    }
    return Long.parseLong(last);
  }

  /// One that ended already is recorded too: it is dead by any start time.
  private static Instant startOf(long pid, Instant now) {
    return StartTime.of(pid).orElse(now.truncatedTo(ChronoUnit.SECONDS));
  }

  /// A process to start.
  ///
  /// @param name unique in the region
  /// @param line program and arguments
  /// @param environment its own variables
  /// @param passed names of the starter's variables that it gets beside those of every process
  /// @param directory its current folder; must exist
  /// @param generation kept in the record, see [ProcessRecord]
  public record Command(
      String name,
      List<String> line,
      Map<String, String> environment,
      Collection<String> passed,
      Path directory,
      long generation) {

    public Command {
      if (line.isEmpty()) {
        throw new IllegalArgumentException("'" + name + "' needs a program to run");
      }
      line = List.copyOf(line);
      environment = Map.copyOf(environment);
      passed = List.copyOf(passed);
    }
  }
}
