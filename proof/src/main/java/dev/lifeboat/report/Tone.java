package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.runbook.JsonChoice;
import dev.lifeboat.scenario.Judgement;
import org.jspecify.annotations.Nullable;

/// How a word is coloured, which only repeats it. Its own word is the class of the style sheet.
enum Tone implements JsonChoice {
  GOOD,
  WARN,
  BAD,
  UNKNOWN;

  static Tone of(boolean good) {
    return good ? GOOD : BAD;
  }

  static Tone met(@Nullable Boolean met) {
    return met == null ? UNKNOWN : of(met);
  }

  static Tone of(Judgement verdict) {
    return switch (verdict) {
      case MET -> GOOD;
      case MISSED -> BAD;
      case UNKNOWN -> UNKNOWN;
    };
  }

  static Tone of(DrillResult.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> GOOD;
      case MISSED -> WARN;
      case FAILED, NOT_READY, REFUSED -> BAD;
    };
  }
}
