package dev.lifeboat.agent.process;

import java.util.Optional;
import java.util.regex.Pattern;

/// The fields of Linux's `/proc/<pid>/stat` that matter here (proc_pid_stat(5)).
///
/// @param state `Z` and `X` are dead, `T` and `t` are stopped
record ProcStat(String name, char state, long parent) {

  private static final Pattern AFTER_THE_NAME = Pattern.compile(" *(\\S) (-?\\d+)\\b");

  /// The name stands in parentheses and may itself hold spaces and parentheses, so the last closing
  /// one counts.
  static Optional<ProcStat> parse(String line) {
    int opened = line.indexOf('(');
    int closed = line.lastIndexOf(')');
    return Optional.of(AFTER_THE_NAME.matcher(line).region(closed + 1, line.length()))
        .filter(it -> opened >= 0 && opened < closed && it.lookingAt())
        .map(it ->
            new ProcStat(
                line.substring(opened + 1, closed),
                it.group(1).charAt(0),
                Long.parseLong(it.group(2))));
  }

  boolean defunct() {
    return state == 'Z' || state == 'X';
  }

  boolean frozen() {
    return state == 'T' || state == 't';
  }
}
