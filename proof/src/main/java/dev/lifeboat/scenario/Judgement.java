package dev.lifeboat.scenario;

import dev.lifeboat.runbook.JsonChoice;

/// What came of one criterion. Only [#MET] is good.
public enum Judgement implements JsonChoice {
  MET,
  MISSED,
  UNKNOWN
}
