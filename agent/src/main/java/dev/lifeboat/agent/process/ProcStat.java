package dev.lifeboat.agent.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fields of Linux's `/proc/<pid>/stat` that matter here (proc_pid_stat(5)).
///
/// @param state `Z` and `X` are dead, `T` and `t` are stopped
record ProcStat(String name, char state, long parent) {

  /// The name stands in parentheses and may itself hold spaces and parentheses, so the last closing
  /// one counts.
  private static final Pattern LINE =
      Pattern.compile("[^(]*\\((.*)\\) *(\\S) (-?\\d+)\\b.*", Pattern.DOTALL);

  static Optional<ProcStat> parse(String line) {
    return Optional.of(LINE.matcher(line))
        .filter(Matcher::matches)
        .map(it -> new ProcStat(it.group(1), it.group(2).charAt(0), Long.parseLong(it.group(3))));
  }

  boolean defunct() {
    return state == 'Z' || state == 'X';
  }

  boolean frozen() {
    return state == 'T' || state == 't';
  }
}
