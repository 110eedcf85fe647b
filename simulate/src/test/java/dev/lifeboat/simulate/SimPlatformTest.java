package dev.lifeboat.simulate;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.PlatformContract;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The regions of a simulated world do what those of every provider must.
final class SimPlatformTest extends PlatformContract {
  private final Plan plan = Storefront.plan();
  @TempDir private Path folder;
  private Platform platform;

  @BeforeEach
  void begin() throws Exception {
    platform = new SimPlatform(plan, folder);
  }

  @Override
  protected Plan plan() {
    return plan;
  }

  @Override
  protected Platform platform() {
    return platform;
  }

  @Override
  protected Set<Class<? extends Platform.Ability>> abilities() {
    return Set.of();
  }
}
