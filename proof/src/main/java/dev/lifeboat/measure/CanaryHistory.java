package dev.lifeboat.measure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A canary's whole log, understood.
///
/// @param writes by number, ascending
/// @param reads in the order they were sent
/// @param health what the front door answered of its health; empty where the basis is the front
///   door
/// @param ended when the canary stopped as asked; empty for one that was killed, whose last answers
///   may be missing
/// @param tornBytes of a last line that was cut short; zero for a whole log
public record CanaryHistory(
    CanaryLine.Header header,
    List<CanaryAttempt> writes,
    List<CanaryAttempt> reads,
    List<CanaryAttempt> health,
    Optional<Instant> ended,
    int tornBytes) {

  /// After this an answer has reached its client: it passes the front door and a busy machine.
  private static final Duration UNDER_WAY = Duration.ofMillis(50);

  public CanaryHistory {
    writes = List.copyOf(writes);
    reads = List.copyOf(reads);
    health = List.copyOf(health);
  }

  /// Of a canary that writes through the front door.
  public CanaryHistory(
      CanaryLine.Header header,
      List<CanaryAttempt> writes,
      List<CanaryAttempt> reads,
      Optional<Instant> ended,
      int tornBytes) {
    this(header, writes, reads, List.of(), ended, tornBytes);
  }

  /// Everything that it sent.
  public Stream<CanaryAttempt> attempts() {
    return Stream.of(writes, reads, health).flatMap(List::stream);
  }

  /// The same with `some` of its writes alone.
  public CanaryHistory cutTo(List<CanaryAttempt> some) {
    return new CanaryHistory(header, some, reads, ended, 0);
  }

  /// Reads a whole log.
  ///
  /// @param log the file's bytes
  /// @throws CanaryLogException when anything but the last line is damaged
  public static CanaryHistory parse(byte[] log) throws CanaryLogException {
    var fold = new CanaryHistoryFold();
    int start = 0;
    for (int at = 0; at < log.length; at++) {
      if (log[at] == '\n') {
        fold.accept(new String(log, start, at - start, StandardCharsets.UTF_8));
        start = at + 1;
      }
    }
    return fold.recording(log.length - start);
  }

  /// A single blow whose effect was shown late, as clients saw it: it was complete by the last
  /// write that was sent until then and not acknowledged, or the last question for health whose
  /// answer was not good. As it was told where there was none.
  public FaultTime noticed(FaultTime told) {
    return Stream.concat(writes.stream(), health.stream())
        .filter(write -> !write.acknowledged())
        .map(CanaryAttempt::at)
        .filter(at -> !at.isBefore(told.at()) && !at.isAfter(told.inEffect()))
        .max(Comparator.naturalOrder())
        .map(last -> new FaultTime(told.at(), last))
        .orElse(told);
  }

  /// What was under way when breaking ended may still be answered, through what goes on: then the
  /// fault was in effect by the last such answer. One that comes later, or to a write that was sent
  /// later, shows that it was not, and moves nothing.
  public FaultTime answered(FaultTime broken) {
    var latest = broken.inEffect().plus(UNDER_WAY);
    return writes.stream()
        .filter(write -> write.acknowledged() && write.at().isBefore(broken.inEffect()))
        .flatMap(write -> write.outcome().ended().stream())
        .filter(at -> at.isAfter(broken.inEffect()) && !at.isAfter(latest))
        .max(Comparator.naturalOrder())
        .map(last -> new FaultTime(broken.at(), last))
        .orElse(broken);
  }

  /// The longest, also one that was not over when the log ended; empty where fewer than two writes
  /// could tell.
  public Optional<WritePause> longestPause() {
    var times =
        writes.stream()
            .filter(CanaryAttempt::acknowledged)
            .flatMap(it -> it.outcome().ended().stream())
            .sorted()
            .collect(Collectors.toCollection(ArrayList::new));
    if (!times.isEmpty() && !writes.getLast().acknowledged()) {
      times.add(lastMoment());
    }
    return IntStream.range(1, times.size())
        .mapToObj(i -> new WritePause(times.get(i - 1), times.get(i)))
        .max(Comparator.comparing(WritePause::span));
  }

  /// Whether nothing that this log knows of was at `moment` or later.
  boolean stoppedBefore(Instant moment) {
    return Stream.concat(
            ended.stream(),
            attempts()
                .flatMap(it -> Stream.concat(Stream.of(it.at()), it.outcome().ended().stream())))
        .allMatch(moment::isAfter);
  }

  /// The last moment that this log knows of.
  public Instant lastMoment() {
    var last = ended.orElse(header.startedAt());
    for (var write : writes) {
      var moment = write.outcome().ended().orElse(write.at());
      last = moment.isAfter(last) ? moment : last;
    }
    return last;
  }
}
