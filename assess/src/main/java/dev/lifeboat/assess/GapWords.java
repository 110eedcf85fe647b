package dev.lifeboat.assess;

import java.util.List;

/// Words of a gap.
///
/// @param message what was found, with the figures it rests on
/// @param fix what to change in the plan
/// @param names each thing that it is of, where it can be of several: with one more it is worse
record GapWords(String message, String fix, List<String> names) {
  /// Of a gap that is of one thing.
  GapWords(String message, String fix) {
    this(message, fix, List.of());
  }
}
