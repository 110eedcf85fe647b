package dev.lifeboat.journal;

import java.time.Instant;

/// An event with its place in the journal.
///
/// @param sequence counts from zero
/// @param previous SHA-256 of the line before, in lower-case hexadecimal; 64 zeros for the first
public record Entry(long sequence, Instant at, String previous, Event event) {
  public Entry {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence must be zero or more, was " + sequence);
    }
  }
}
