package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What became of the canary's numbered writes, and which of the acknowledged ones are gone.
final class WritesSection {
  /// More are in result.json; a page that cannot be opened proves nothing.
  static final int MOST_LISTED = 1000;

  private static final int OPEN_UP_TO = 12;

  private final Html html;
  private final Contents contents;
  private final TimeText words;

  WritesSection(Html html, Contents contents, TimeText words) {
    this.html = html;
    this.contents = contents;
    this.words = words;
  }

  void add(Moments moments) {
    html.open("section").leaf("h2", "Writes");
    var counted = contents.result().value().flatMap(it -> Optional.ofNullable(it.writes()));
    if (counted.isPresent()) {
      counts(counted.get());
      lost(counted.get().lostNumbers(), moments);
    } else {
      switch (contents.recording()) {
        case Part.Here<CanaryHistory>(var recording) -> seenOnly(recording);
        case Part.Missing<CanaryHistory>(var why) -> html.leaf("p", "Not counted: " + why + ".");
      }
    }
    contents.recording().value().ifPresent(this::pause);
    html.close();
  }

  private void counts(DrillResult.WriteCounts writes) {
    html.open("table", "class", "counts").open("tbody");
    row("acknowledged", writes.acknowledged(), "the service promised that they are kept");
    row("surviving", writes.surviving(), "row and object are in the recovered region");
    row("lost", writes.lost(), "acknowledged, and row or object is gone");
    var by = writes.lostBy();
    if (by != null) {
      row("· by database", by.database(), "their row is gone");
      row("· by bucket", by.bucket(), "their object is gone");
    }
    row("unknown", writes.unknown(), "no telling answer: neither lost nor surviving");
    row("refused", writes.refused(), "the service said that nothing was written");
    html.close().close();
    if (writes.why() != null) {
      html.leaf("p", "Survival not known: " + writes.why() + ".", "class", "why");
    }
  }

  private void seenOnly(CanaryHistory recording) {
    html.open("table", "class", "counts").open("tbody");
    row("acknowledged", count(recording, CanaryAttempt::acknowledged), "kept, says the service");
    row("lost", null, "told by the drill that this run was part of, if it was");
    row("unknown", count(recording, CanaryAttempt::unknown), "no telling answer");
    row(
        "refused",
        count(recording, it -> it.outcome() instanceof CanaryAttempt.Refused),
        "the service said that nothing was written");
    html.close().close();
  }

  private static long count(CanaryHistory recording, Predicate<CanaryAttempt> which) {
    return recording.writes().stream().filter(which).count();
  }

  private void row(String name, @Nullable Long count, String meaning) {
    html.open("tr").leaf("th", name, "scope", "row");
    html.leaf("td", count == null ? "not known" : TimeText.count(count), "class", "num");
    html.leaf("td", meaning, "class", "muted").close();
  }

  private void lost(@Nullable List<Long> numbers, Moments moments) {
    if (numbers == null || numbers.isEmpty()) {
      return;
    }
    if (numbers.size() <= OPEN_UP_TO) {
      html.open("details", "open", "open");
    } else {
      html.open("details");
    }
    html.leaf("summary", "The " + TimeText.count(numbers.size(), "lost write"));
    var acknowledged = acknowledgements();
    html.open("table").open("thead").open("tr");
    html.leaf("th", "number", "class", "num", "scope", "col");
    html.leaf("th", "acknowledged at", "class", "num", "scope", "col");
    html.leaf("th", "before the fault", "class", "num", "scope", "col");
    html.close().close().open("tbody");
    for (var number : numbers.subList(0, Math.min(numbers.size(), MOST_LISTED))) {
      lostRow(number, Optional.ofNullable(acknowledged.get(number)), moments.fault());
    }
    html.close().close();
    if (numbers.size() > MOST_LISTED) {
      html.leaf(
          "p",
          "And %s more; result.json lists every number."
              .formatted(TimeText.count(numbers.size() - MOST_LISTED)));
    }
    contents.recording().why().ifPresent(why -> html.leaf("p", "Times not known: " + why + "."));
    html.close();
  }

  private void lostRow(long number, Optional<Instant> at, Optional<Instant> fault) {
    html.open("tr").leaf("td", String.valueOf(number), "class", "num");
    html.leaf("td", at.map(words::clock).orElse("not known"), "class", "num");
    var before = at.flatMap(it -> fault.map(moment -> Duration.between(it, moment)));
    html.leaf("td", before.map(TimeText::seconds).orElse("not known"), "class", "num").close();
  }

  private Map<Long, Instant> acknowledgements() {
    var times = new HashMap<Long, Instant>();
    contents
        .recording()
        .value()
        .ifPresent(recording -> {
          for (var write : recording.writes()) {
            if (write.outcome() instanceof CanaryAttempt.Acknowledged(var at, _)) {
              times.put(write.number(), at);
            }
          }
        });
    return times;
  }

  private void pause(CanaryHistory recording) {
    var times =
        recording.writes().stream()
            .filter(CanaryAttempt::acknowledged)
            .map(write -> write.outcome().ended().orElseThrow())
            .sorted()
            .toList();
    var longest = Duration.ZERO;
    for (int i = 1; i < times.size(); i++) {
      var gap = Duration.between(times.get(i - 1), times.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    if (times.size() > 1) {
      html.leaf(
          "p",
          "Longest pause between two acknowledged writes: %s, at %d writes a second."
              .formatted(TimeText.seconds(longest), recording.header().ratePerSecond()));
    }
  }
}
