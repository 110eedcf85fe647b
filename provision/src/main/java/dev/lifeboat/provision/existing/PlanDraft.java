package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Quote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The text of a plan as it is written, key by key, and what it lacks. Used by one thread.
final class PlanDraft {
  private final List<String> lines = new ArrayList<>();
  private final List<DraftGap> gaps = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();

  /// A line that is no key, and stays one line whatever a source said.
  void comment(String text) {
    lines.add(indent() + "# " + Quote.clean(text));
  }

  /// A key, and below it what `body` writes.
  void within(String key, Runnable body) {
    lines.add(indent() + key + ":");
    path.addLast(key);
    body.run();
    path.removeLast();
  }

  /// A key whose value is not from a source, as YAML has it.
  void choose(String key, String value) {
    lines.add("%s%s: %s".formatted(indent(), key, value));
  }

  /// The same, and why.
  void choose(String key, String value, String why) {
    choose(key, value + " # " + Quote.clean(why));
  }

  /// A text that a source says; without one a stand-in.
  void text(String key, Optional<SourcedValue> said, Gap gap) {
    plain(key, said.map(it -> new SourcedValue(DraftWord.of(it.text()), it.from())), gap);
  }

  /// The same of a number, a truth or a span of time.
  void plain(String key, Optional<SourcedValue> said, Gap gap) {
    said.ifPresentOrElse(it -> choose(key, it.text(), it.from()), () -> lack(key, gap));
  }

  /// As [#plain], but that the key is left out where no source says it.
  void optional(String key, Optional<SourcedValue> said) {
    said.ifPresent(it -> choose(key, it.text(), it.from()));
  }

  /// A key that no source says.
  void lack(String key, Gap gap) {
    choose(key, gap.standIn(), "missing: " + gap.why());
    gaps.add(gap(key, "%s: %s".formatted(key, gap.form()), gap.why(), true));
  }

  /// A key that may be left out, as a comment.
  void offer(String key, String form, String why) {
    var line = "%s: %s".formatted(key, form);
    comment(line + " # " + why);
    gaps.add(gap(key, line, why, false));
  }

  private DraftGap gap(String key, String add, String why, boolean required) {
    var whole = new ArrayList<>(path);
    whole.add(key);
    return new DraftGap(String.join(".", whole), lines.size(), add, why, required);
  }

  private String indent() {
    return "  ".repeat(path.size());
  }

  List<DraftGap> gaps() {
    return List.copyOf(gaps);
  }

  /// All lines, each with its end.
  String text() {
    return String.join("\n", lines) + "\n";
  }

  /// What is written where a source says nothing.
  ///
  /// @param standIn a value as YAML has it, which a plan takes and AWS knows nothing of
  /// @param form what a person writes instead
  /// @param why what it is
  record Gap(String standIn, String form, String why) {}
}
