package dev.lifeboat.plan;

/// A kind of data that the law has kept for a time.
public enum DataClass implements WordedChoice {
  FINANCIAL,
  CLAIMS,
  AUDIT
}
