package dev.lifeboat.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What came of one criterion. Only [#MET] is good.
public enum Judgement {
  MET,
  MISSED,
  UNKNOWN;

  /// As it stands on the screen and in JSON.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
