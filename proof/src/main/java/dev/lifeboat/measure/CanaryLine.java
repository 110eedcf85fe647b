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

  /// A write is about to be sent.
  record WriteSent(long number, Instant at) implements CanaryLine {
    public WriteSent {
      requireAtLeastOne("number", number);
      at = micros(at);
    }
  }

  /// A write's turn came, and the canary could not send it.
  record WriteNotSent(long number, Instant at, String why) implements CanaryLine {
    public WriteNotSent {
      requireAtLeastOne("number", number);
      at = micros(at);
    }
  }

  /// What became of a write. Follows its [WriteSent] line, with others between.
  record WriteAnswered(long number, Reply reply) implements CanaryLine {
    public WriteAnswered {
      requireAtLeastOne("number", number);
    }
  }

  /// A read is about to be sent.
  ///
  /// @param read counts the reads, from 1
  /// @param number the acknowledged write that is read back
  record ReadSent(long read, long number, Instant at) implements CanaryLine {
    public ReadSent {
      requireAtLeastOne("read", read);
      requireAtLeastOne("number", number);
      at = micros(at);
    }
  }

  /// What became of a read; acknowledged means that what was written came back.
  record ReadAnswered(long read, Reply reply) implements CanaryLine {
    public ReadAnswered {
      requireAtLeastOne("read", read);
    }
  }

  /// The front door's health is about to be asked, by a canary of basis database alone.
  ///
  /// @param probe counts these, from 1
  record HealthSent(long probe, Instant at) implements CanaryLine {
    public HealthSent {
      requireAtLeastOne("probe", probe);
      at = micros(at);
    }
  }

  /// Its turn came, and the canary could not ask.
  record HealthNotSent(long probe, Instant at, String why) implements CanaryLine {
    public HealthNotSent {
      requireAtLeastOne("probe", probe);
      at = micros(at);
    }
  }

  /// What the front door answered; acknowledged means good.
  record HealthAnswered(long probe, Reply reply) implements CanaryLine {
    public HealthAnswered {
      requireAtLeastOne("probe", probe);
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
