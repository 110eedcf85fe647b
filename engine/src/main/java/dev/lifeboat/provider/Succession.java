package dev.lifeboat.provider;

import java.util.List;
import java.util.Optional;

/// The writer that a promotion replaces, and what of it rests on a named person's word.
///
/// @param writer epoch of the writer that is replaced: only a copy that followed it may be
///   promoted; zero when the run does not tell, which no copy followed
/// @param overridden the fences that rest on a person's word instead of proof, so that what
///   normally waits for proof does not; mostly empty
/// @param acceptedLoss the person's word to promote a copy that did not follow that writer, or to
///   restore one while a vault that may have more is silent; mostly empty
public record Succession(long writer, List<String> overridden, Optional<String> acceptedLoss) {

  /// What is no promotion replaces nobody.
  public static final Succession NONE = of(0);

  public Succession {
    overridden = List.copyOf(overridden);
    if (writer < 0) {
      throw new IllegalArgumentException("writer must be zero or more, was " + writer);
    }
  }

  /// The word on the fences as one text; empty where all are proven.
  public Optional<String> word() {
    return overridden.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", overridden));
  }

  /// The replacement of the writer of `epoch`, with all that it needs shown.
  public static Succession of(long epoch) {
    return new Succession(epoch, List.of(), Optional.empty());
  }
}
