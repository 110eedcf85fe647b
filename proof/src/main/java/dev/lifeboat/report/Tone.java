package dev.lifeboat.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.scenario.Judgement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a word is coloured, which only repeats it.
enum Tone {
  GOOD,
  WARN,
  BAD,
  UNKNOWN;

  /// The class of the style sheet.
  @JsonValue
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

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
