package dev.lifeboat.agent.process;

import java.util.Optional;

/// The fields of Linux's `/proc/<pid>/stat` that matter here (proc_pid_stat(5)).
///
/// @param state `Z` and `X` are dead, `T` and `t` are stopped
record ProcStat(String name, char state, long parent) {

  /// The name stands in parentheses and may itself hold spaces and parentheses, so the last closing
  /// one counts.
  static Optional<ProcStat> parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      return Optional.empty();
    }
    var fields = line.substring(close + 1).trim().split(" ", -1);
    if (fields.length < 2 || fields[0].length() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcStat(
            line.substring(open + 1, close), fields[0].charAt(0), Long.parseLong(fields[1])));
  }

  boolean defunct() {
    return state == 'Z' || state == 'X';
  }

  boolean frozen() {
    return state == 'T' || state == 't';
  }
}
