package dev.lifeboat.agent.process;

/// One process as the host's process table shows it.
///
/// @param command what it shows as its command line; PostgreSQL's back ends rewrite theirs
/// @param frozen stopped by a signal: it holds its sockets and memory, and would go on if thawed
public record LivingProcess(long pid, String command, boolean frozen) {

  public LivingProcess {
    if (pid < 1) {
      throw new IllegalArgumentException("pid must be above zero, was " + pid);
    }
  }
}
