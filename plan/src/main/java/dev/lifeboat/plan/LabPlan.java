package dev.lifeboat.plan;

import java.util.List;
import java.util.Optional;

/// How the lab stands in for the world.
///
/// @param links between regions; a pair that is not listed is as fast as the machine
/// @param canary the outside client that measures
/// @param rehearsal which plan on other regions this one rehearses; empty for one of its own
public record LabPlan(List<Link> links, Canary canary, Optional<Rehearsal> rehearsal) {

  public LabPlan {
    links = List.copyOf(links);
    if (rehearsal.filter(Rehearsal::isOfDataPathAlone).isPresent()
        && canary.basis() != Canary.Basis.DATABASE) {
      throw new IllegalArgumentException(
          "what a stand-in answers is not what users see: its canary must be of basis database");
    }
  }

  /// Of a plan that rehearses no other.
  public LabPlan(List<Link> links, Canary canary) {
    this(links, canary, Optional.empty());
  }

  /// Whether a stand-in answers for that service.
  public boolean standsInFor(String service) {
    return rehearsal.filter(it -> it.standIns().contains(service)).isPresent();
  }
}
