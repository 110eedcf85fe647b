package dev.lifeboat.measure;

import dev.lifeboat.measure.CanaryLine.Reply;
import dev.lifeboat.plan.Canary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// Writes canary logs for tests. Times are milliseconds after [#T0].
final class Log {
  static final Instant T0 = Instant.parse("2026-11-20T08:00:00Z");

  private final List<CanaryLine> lines = new ArrayList<>();

  Log(int confirm) {
    lines.add(new CanaryLine.Header("canary-1", 50, confirm, T0));
  }

  private Log(CanaryLine.Header header) {
    lines.add(header);
  }

  /// Of a canary that writes into a table of its own.
  static Log ofDatabase(int confirm) {
    return new Log(new CanaryLine.Header("canary-1", 50, confirm, T0, Canary.Basis.DATABASE));
  }

  static Instant at(long millis) {
    return T0.plusMillis(millis);
  }

  static StoredNumbers.Numbers held(long... numbers) {
    var set = new TreeSet<Long>();
    for (var number : numbers) {
      set.add(number);
    }
    return new StoredNumbers.Numbers(set);
  }

  static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  Log write(long number, long sentMillis, Answer answer, long answeredMillis) {
    lines.add(new CanaryLine.Sent(CanaryLine.Kind.WRITE, number, at(sentMillis)));
    lines.add(
        new CanaryLine.Answered(CanaryLine.Kind.WRITE, number, reply(answer, at(answeredMillis))));
    return this;
  }

  Log pending(long number, long sentMillis) {
    lines.add(new CanaryLine.Sent(CanaryLine.Kind.WRITE, number, at(sentMillis)));
    return this;
  }

  Log notSent(long number, long millis) {
    lines.add(new CanaryLine.NotSent(CanaryLine.Kind.WRITE, number, at(millis), "256 in flight"));
    return this;
  }

  Log read(long read, long number, long sentMillis, Answer answer) {
    lines.add(new CanaryLine.Sent(CanaryLine.Kind.READ, read, number, at(sentMillis)));
    lines.add(
        new CanaryLine.Answered(CanaryLine.Kind.READ, read, reply(answer, at(sentMillis + 1))));
    return this;
  }

  Log health(long probe, long sentMillis, Answer answer, long answeredMillis) {
    lines.add(new CanaryLine.Sent(CanaryLine.Kind.HEALTH, probe, at(sentMillis)));
    lines.add(
        new CanaryLine.Answered(CanaryLine.Kind.HEALTH, probe, reply(answer, at(answeredMillis))));
    return this;
  }

  Log healthNotSent(long probe, long millis) {
    lines.add(
        new CanaryLine.NotSent(
            CanaryLine.Kind.HEALTH, probe, at(millis), "256 questions are in flight"));
    return this;
  }

  Log ended(long millis) {
    lines.add(new CanaryLine.Ended(at(millis)));
    return this;
  }

  static Reply reply(Answer answer, Instant at) {
    return switch (answer) {
      case ACKNOWLEDGED ->
          new Reply(answer, at, OptionalInt.of(201), Optional.of("west"), Optional.empty());
      case REFUSED ->
          new Reply(answer, at, OptionalInt.of(503), Optional.empty(), Optional.empty());
      case UNKNOWN ->
          new Reply(answer, at, OptionalInt.empty(), Optional.empty(), Optional.of("reset"));
    };
  }

  List<String> lines() {
    return lines.stream().map(CanaryFormat::encode).toList();
  }

  static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  CanaryHistory recording() throws CanaryLogException {
    return CanaryHistory.parse(bytes(lines()));
  }
}
