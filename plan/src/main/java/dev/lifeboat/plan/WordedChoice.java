package dev.lifeboat.plan;

import java.util.Locale;

/// A choice that has a word in the plan file, on the screen and in JSON; always the same word.
public interface WordedChoice {
  /// The constant's name in the code.
  String name();

  /// `WARM_STANDBY` is `warm-standby`.
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
