package dev.lifeboat.measure;

import dev.lifeboat.measure.CanaryAttempt.Acknowledged;
import dev.lifeboat.measure.CanaryAttempt.NotSent;
import dev.lifeboat.measure.CanaryAttempt.Outcome;
import dev.lifeboat.measure.CanaryAttempt.Pending;
import dev.lifeboat.measure.CanaryAttempt.Refused;
import dev.lifeboat.measure.CanaryAttempt.Unknown;
import dev.lifeboat.plan.Canary.Basis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Folds a canary's log, line by line as it grows, into attempts. The lines of one write come in
/// order; those of different writes may be mixed in any way. For one thread.
public final class CanaryHistoryFold {
  private final TreeMap<Long, CanaryAttempt> writes = new TreeMap<>();
  private final TreeMap<Long, CanaryAttempt> reads = new TreeMap<>();
  private final TreeMap<Long, CanaryAttempt> health = new TreeMap<>();
  private Optional<CanaryLine.Header> header = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private long lines;

  /// Takes the next line.
  ///
  /// @param line without its line feed
  /// @throws CanaryLogException when the line is damaged or contradicts an earlier one
  public void accept(String line) throws CanaryLogException {
    lines++;
    var decoded = CanaryFormat.decode(line, lines);
    if (ended.isPresent()) {
      throw new CanaryLogException(lines, "there is a line after the last one");
    }
    if (header.isEmpty() != decoded instanceof CanaryLine.Header) {
      throw new CanaryLogException(lines, "the header must be the first line, and only that");
    }
    try {
      fold(decoded);
    } catch (IllegalArgumentException contradiction) {
      throw new CanaryLogException(lines, String.valueOf(contradiction.getMessage()));
    }
  }

  private void fold(CanaryLine line) {
    switch (line) {
      case CanaryLine.Header first -> header = Optional.of(first);
      case CanaryLine.Sent(var kind, var number, var of, var at) ->
          begin(kind, number, new CanaryAttempt(of, at, new Pending()));
      case CanaryLine.NotSent(var kind, var number, var at, var why) ->
          begin(kind, number, new CanaryAttempt(number, at, new NotSent(why)));
      case CanaryLine.Answered(var kind, var number, var reply) ->
          end(attempts(kind), number, reply);
      case CanaryLine.Ended(var at) -> ended = Optional.of(at);
    }
  }

  private Map<Long, CanaryAttempt> attempts(CanaryLine.Kind kind) {
    return switch (kind) {
      case WRITE -> writes;
      case READ -> reads;
      case HEALTH -> health;
    };
  }

  private void begin(CanaryLine.Kind kind, long key, CanaryAttempt attempt) {
    if (kind == CanaryLine.Kind.HEALTH && basis() == Basis.FRONT_DOOR) {
      throw new IllegalArgumentException("only a canary of basis database asks for health");
    }
    if (attempts(kind).putIfAbsent(key, attempt) != null) {
      throw new IllegalArgumentException("number " + key + " was sent before");
    }
  }

  private static void end(Map<Long, CanaryAttempt> attempts, long key, CanaryLine.Reply reply) {
    var sent = attempts.get(key);
    if (sent == null || !(sent.outcome() instanceof Pending)) {
      throw new IllegalArgumentException("number " + key + " does not wait for an answer");
    }
    attempts.put(key, new CanaryAttempt(sent.number(), sent.at(), outcome(reply)));
  }

  private static Outcome outcome(CanaryLine.Reply reply) {
    return switch (reply.answer()) {
      case ACKNOWLEDGED -> new Acknowledged(reply.at(), reply.region());
      case REFUSED -> new Refused(reply.at(), reply.region());
      case UNKNOWN -> new Unknown(reply.at());
    };
  }

  /// What clients see now.
  public Progress progress() {
    return Progress.of(basis(), writes.values(), health.values());
  }

  private Basis basis() {
    return header.map(CanaryLine.Header::basis).orElse(Basis.FRONT_DOOR);
  }

  /// The first of `confirm` consecutive acknowledged writes sent once the fault was in effect; of
  /// basis database, once as many answers of the front door's health were good as well.
  ///
  /// @return empty while there is none
  public Optional<CanaryAttempt> recovery(FaultTime fault, int confirm) {
    var written = FirstRecoveredWrite.find(writes.values(), fault, confirm);
    return basis() == Basis.FRONT_DOOR
        ? written
        : written.filter(
            _ -> FirstRecoveredWrite.find(health.values(), fault, confirm).isPresent());
  }

  /// What was folded so far.
  ///
  /// @param torn bytes after the last line feed: the last line of a canary that was killed
  /// @throws CanaryLogException when there is no header
  CanaryHistory recording(int torn) throws CanaryLogException {
    if (header.isEmpty()) {
      throw new CanaryLogException(lines + 1, "there is no header");
    }
    return new CanaryHistory(
        header.get(),
        List.copyOf(writes.values()),
        List.copyOf(reads.values()),
        List.copyOf(health.values()),
        ended,
        torn);
  }
}
