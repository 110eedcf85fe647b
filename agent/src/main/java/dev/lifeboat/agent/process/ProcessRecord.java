package dev.lifeboat.agent.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Record of a process that was started in a region, so that a later agent, the lab and a person
/// know it again.
///
/// @param name unique in the region, such as `web-0`; also the name of its file and its log
/// @param pid the process itself, not the shell that started it
/// @param startTime as the operating system tells it, cut to seconds; with the pid it is the
///   identity
/// @param command the command line as it was asked for
/// @param startedAt when the record was written
/// @param generation of the wish it was started for; a higher wish restarts it
public record ProcessRecord(
    String name,
    long pid,
    Instant startTime,
    List<String> command,
    Instant startedAt,
    long generation) {

  /// Start times are derived from the time since boot, and two readers may round differently.
  private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

  public ProcessRecord {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("name must be a plain file name, was '" + name + "'");
    }
    if (pid < 1) {
      throw new IllegalArgumentException("pid must be above zero, was " + pid);
    }
    command = List.copyOf(command);
  }

  /// Whether exactly this process lives, not another one that was given its pid later. A frozen one
  /// lives.
  public boolean alive() {
    return StartTime.of(pid)
        .filter(now -> Duration.between(startTime, now).abs().compareTo(START_TIME_TOLERANCE) < 0)
        .isPresent();
  }
}
