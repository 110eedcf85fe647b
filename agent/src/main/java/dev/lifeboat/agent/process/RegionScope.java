package dev.lifeboat.agent.process;

import java.nio.file.Path;
import java.util.List;

/// Everything by which the processes of one region can be told from all others on this host.
///
/// @param lab the lab's folder, as in the processes' environment
/// @param region its name, as in the processes' environment
/// @param state the region's state folder, with its process records
/// @param roots folders that only this region's processes work in, such as its data directories
public record RegionScope(Path lab, String region, Path state, List<Path> roots) {

  public RegionScope {
    if (region.isBlank()) {
      throw new IllegalArgumentException("region must have a name");
    }
    roots = List.copyOf(roots);
  }
}
