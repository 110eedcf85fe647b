package dev.lifeboat.measure;

import dev.lifeboat.plan.Canary.Basis;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/// One line of a canary's log. Times are the canary's own, in whole microseconds.
public sealed interface CanaryLine {

  /// Always the first line, and there only.
  ///
  /// @param client the name under which the canary writes; the `{client}` of the plan's templates
  /// @param ratePerSecond writes a second, sent whether or not earlier ones were answered
  /// @param confirm how many consecutive acknowledged writes make a recovery
  /// @param basis what it writes to
  record Header(String client, int ratePerSecond, int confirm, Instant startedAt, Basis basis)
      implements CanaryLine {
    /// Of a canary that writes through the front door.
    public Header(String client, int ratePerSecond, int confirm, Instant startedAt) {
      this(client, ratePerSecond, confirm, startedAt, Basis.FRONT_DOOR);
    }

    public Header {
      if (client.isBlank()) {
        throw new IllegalArgumentException("client must not be blank");
      }
      requireAtLeastOne("rate", ratePerSecond);
      requireAtLeastOne("confirm", confirm);
      startedAt = micros(startedAt);
    }
  }

  /// What a canary asks, each counted from 1.
  enum Kind {
    WRITE("n"),
    /// Acknowledged means that what was written came back.
    READ("r"),
    /// The front door's health, asked by a canary of basis database alone; acknowledged means good.
    HEALTH("h");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    /// What stands in the log for it.
    public String letter() {
      return letter;
    }
  }

  /// It is about to be sent.
  ///
  /// @param of the acknowledged write that a read reads back; of others their own number
  record Sent(Kind kind, long number, long of, Instant at) implements CanaryLine {
    public Sent {
      requireAtLeastOne("number", number);
      requireAtLeastOne("of", of);
      if (kind != Kind.READ && of != number) {
        throw new IllegalArgumentException("only a read is of another number");
      }
      at = micros(at);
    }

    /// Of all but reads.
    public Sent(Kind kind, long number, Instant at) {
      this(kind, number, number, at);
    }
  }

  /// Its turn came, and the canary could not send it. A read is left out instead.
  record NotSent(Kind kind, long number, Instant at, String why) implements CanaryLine {
    public NotSent {
      if (kind == Kind.READ) {
        throw new IllegalArgumentException("a read is sent, or left out");
      }
      requireAtLeastOne("number", number);
      at = micros(at);
    }
  }

  /// What became of it. Follows its [Sent] line, with others between.
  record Answered(Kind kind, long number, Reply reply) implements CanaryLine {
    public Answered {
      requireAtLeastOne("number", number);
    }
  }

  /// The last line of a canary that was asked to stop; a killed one has none.
  record Ended(Instant at) implements CanaryLine {
    public Ended {
      at = micros(at);
    }
  }

  /// An answer, or that there was none.
  ///
  /// @param at when it arrived, or when waiting for it ended
  /// @param status of HTTP; empty when no answer arrived
  /// @param region that answered, as the front door says
  /// @param why there was no answer
  record Reply(
      Answer answer,
      Instant at,
      OptionalInt status,
      Optional<String> region,
      Optional<String> why) {
    public Reply {
      at = micros(at);
    }
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  private static void requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be one or more, was " + value);
    }
  }
}
