package dev.lifeboat.cli.regions;

import dev.lifeboat.control.Regions;

/// How the command line reaches the regions of one provider.
interface ReachedRegions extends Regions {
  /// The same for a drill.
  DrilledRegions drilled(DrilledRegions.Request request);
}
