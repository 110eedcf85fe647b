package dev.lifeboat.scenario;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.provider.ProviderKind;
import java.util.List;

/// A kind of provider in whose regions drills are held.
///
/// Scenarios and not faults: a provider may lose a service and no front door, although both are one
/// kind of fault, and two at once are more than each of them.
public interface ScenarioHost extends ProviderKind {
  /// Those that can be held there.
  List<Scenario> scenarios();

  /// Those of them for which a plan says all that they need.
  default List<Scenario> scenarios(Plan plan) {
    return scenarios();
  }

  /// Whether a workload can be recovered in a sandbox there, beside its replica.
  default boolean hasSandboxes() {
    return false;
  }

  /// Whether the other region can be lent a share of the clients' reads there.
  default boolean lendsReads() {
    return false;
  }
}
