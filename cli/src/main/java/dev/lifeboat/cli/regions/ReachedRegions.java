package dev.lifeboat.cli.regions;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.PlatformAccess;
import dev.lifeboat.provider.ProviderKind;

/// How the command line reaches the regions of one provider.
interface ReachedRegions extends PlatformAccess {
  @Override
  default ProviderKind kind(PlanFile file) {
    return Kinds.of(file.plan());
  }

  /// The same for a drill.
  DrilledRegions drilled(DrilledRegions.Request request);
}
