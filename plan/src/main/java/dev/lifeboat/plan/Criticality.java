package dev.lifeboat.plan;

/// How much the business depends on a workload. It orders reports; it never changes an objective.
public enum Criticality implements WordedChoice {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW
}
