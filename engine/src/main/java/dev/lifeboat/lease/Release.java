package dev.lifeboat.lease;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;

/// Reason to end a lease before its time. Whoever says so vouches for it: a voter cannot check it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "release")
public sealed interface Release {

  /// The holder itself says that it has stopped writing under this epoch. It remembers so durably
  /// before it says it, and never asks under this epoch again: a message of it that comes late
  /// would end what it holds by then.
  @JsonTypeName("HandedBack")
  record HandedBack() implements Release {}

  /// Something outside the holder's machine saw every process of the database and of the keeper
  /// gone.
  ///
  /// @param asOf the voter's time, from its [VoterStatus], that was asked for *before* the look at
  ///   the dead. What renewed the lease after it may be alive: a region that was healed meanwhile
  /// @param proof who saw what, in words that a report can print
  @JsonTypeName("DeathProven")
  record DeathProven(Duration asOf, String proof) implements Release {
    public DeathProven {
      if (proof.isBlank()) {
        throw new IllegalArgumentException("a proven death must say what proves it");
      }
    }
  }
}
