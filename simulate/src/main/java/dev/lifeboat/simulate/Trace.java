package dev.lifeboat.simulate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The last things that happened, told only when somebody listens: a failing seed is played again
/// with a listener, since telling costs more than happening.
final class Trace {
  private static final int LINES = 1_000;

  private final Agenda agenda;
  private final boolean on;
  private final Deque<String> lines = new ArrayDeque<>();

  Trace(Agenda agenda, boolean on) {
    this.agenda = agenda;
    this.on = on;
  }

  /// Whether [#say] is worth its string.
  boolean on() {
    return on;
  }

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
