package dev.lifeboat.plan;

import java.util.List;

/// How the lab stands in for the world.
///
/// @param links between regions; a pair that is not listed is as fast as the machine
/// @param canary the outside client that measures
public record LabPlan(List<Link> links, Canary canary) {

  public LabPlan {
    links = List.copyOf(links);
  }
}
