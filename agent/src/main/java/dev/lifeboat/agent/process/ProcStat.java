package dev.lifeboat.agent.process;

import java.util.Optional;

/// The fields of Linux's `/proc/<pid>/stat` that matter here (proc_pid_stat(5)).
///
/// @param state `Z` and `X` are dead, `T` and `t` are stopped
/// @param startTicks between the boot of the host and the start of the process
record ProcStat(String name, char state, long parent, long startTicks) {

  // Counted from the first after the name.
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int START_TICKS = 19;
  private static final int READ = 21;

  /// The name stands in parentheses and may itself hold spaces and parentheses, so the last closing
  /// one counts.
  static Optional<ProcStat> parse(String line) {
    int opened = line.indexOf('(');
    int closed = line.lastIndexOf(')');
    var fields = line.substring(closed + 1).stripLeading().split(" ", READ);
    if (opened < 0 || opened > closed || fields.length <= START_TICKS) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcStat(
            line.substring(opened + 1, closed),
            fields[STATE].charAt(0),
            Long.parseLong(fields[PARENT]),
            Long.parseLong(fields[START_TICKS].strip())));
  }

  boolean defunct() {
    return state == 'Z' || state == 'X';
  }

  boolean frozen() {
    return state == 'T' || state == 't';
  }
}
