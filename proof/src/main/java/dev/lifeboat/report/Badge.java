package dev.lifeboat.report;

import dev.lifeboat.scenario.Judgement;
import org.jspecify.annotations.Nullable;

/// One word, with its colour.
record Badge(String word, Tone tone) {
  static Badge of(Judgement verdict) {
    return new Badge(verdict.word(), Tone.of(verdict));
  }

  /// Of a figure beside its objective.
  static Badge met(@Nullable Boolean met) {
    return new Badge(met == null ? "unknown" : met ? "met" : "missed", Tone.met(met));
  }
}
