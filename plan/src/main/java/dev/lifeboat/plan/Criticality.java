package dev.lifeboat.plan;

/// How much the business depends on a workload. It orders reports; it never changes an objective.
public enum Criticality implements Worded {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW
}
