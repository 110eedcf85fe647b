package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.lifeboat.plan.WordedChoice;

/// A choice that records which are written as JSON hold: it stands there by its word.
public interface JsonChoice extends WordedChoice {
  @Override
  @JsonValue
  default String word() {
    return WordedChoice.super.word();
  }
}
