package dev.lifeboat.drill;

import dev.lifeboat.plan.Rehearsal;
import java.util.List;

/// The plan on other regions that a drill rehearsed in a lab, as results tell it.
///
/// @param plan its name
/// @param planSha256 of its file; the hash of the lab's own plan is in the journal
/// @param dataPathAlone whether nothing of what users do was rehearsed
/// @param standIns services that a stand-in answered for
public record RehearsedPlan(
    String plan, String planSha256, boolean dataPathAlone, List<String> standIns) {
  public RehearsedPlan {
    standIns = List.copyOf(standIns);
  }

  /// What a plan in the lab says of it.
  public static RehearsedPlan of(Rehearsal rehearsal) {
    return new RehearsedPlan(
        rehearsal.plan(), rehearsal.sha256(), rehearsal.isOfDataPathAlone(), rehearsal.standIns());
  }

  /// In words.
  public String phrase() {
    return new Rehearsal(plan, planSha256, standIns).phrase();
  }
}
