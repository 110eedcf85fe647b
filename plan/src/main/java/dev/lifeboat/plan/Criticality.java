package dev.lifeboat.plan;

/// How much the business depends on a workload. It weighs what an assessment finds; it never
/// changes an objective.
public enum Criticality implements WordedChoice {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW
}
