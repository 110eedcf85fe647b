package dev.lifeboat.cli.regions;

import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.PlatformAccess;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.ProviderKind;
import java.time.InstantSource;
import java.util.List;

/// The command line's way to the regions of one provider.
interface ReachedRegions extends PlatformAccess {
  @Override
  default ProviderKind kind(PlanFile file) {
    return Kinds.of(file.plan());
  }

  /// Looks at what the tool needs there.
  List<DoctorCheck> checks(PlanFile file, InstantSource wall) throws InterruptedException;

  /// The regions of one drill.
  DrilledRegions drilled(DrillWish wish);
}
