package dev.lifeboat.control;

import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// Reaches regions in memory as those of an account are reached: they are always there, whether
/// they answer or not.
public record MemoryAccount(MemoryRegions platform) implements PlatformAccess {
  @Override
  public ProviderKind kind(PlanFile file) {
    return platform.kind();
  }

  @Override
  public Optional<Platform> of(PlanFile file) {
    return Optional.of(platform);
  }

  @Override
  public Platform required(PlanFile file) {
    return platform;
  }

  @Override
  public Optional<Inspection> inspection(PlanFile file) {
    return Optional.of(
        new Inspection() {
          @Override
          public Platform platform() {
            return platform;
          }

          @Override
          public List<Concern> of(Workload workload, Runbook failover) {
            return List.of();
          }

          @Override
          public void close() {}
        });
  }
}
