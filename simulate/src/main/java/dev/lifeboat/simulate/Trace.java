package dev.lifeboat.simulate;

import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The last things that happened, told only when somebody listens: a failing seed is played again
/// with a listener, since telling costs more than happening.
///
/// @param on whether [#say] is worth its string
/// @param lines the newest
record Trace(Agenda agenda, boolean on, Deque<String> lines) {
  private static final int LINES = 1_000;

  void say(String what) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.add(String.format(Locale.ROOT, "%10.6f  %s", agenda.nowNanos() / 1e9, what));
  }

  List<String> tail() {
    return List.copyOf(lines);
  }
}
