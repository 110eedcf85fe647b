package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.provider.ProviderFiles;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import dev.lifeboat.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Regions hold the drills that they can hold, whoever provides them.
final class DrillRequestTest {
  private static final DrillRequest.Break LOSS = new DrillRequest.Break(Scenarios.REGION_LOSS);
  private static final DrillRequest.InRegions ALL = new DrillRequest.EachScenario();
  private static final DrillRequest.InRegions ISOLATED = new DrillRequest.Isolated();
  private static final DrillRequest.InRegions SHARE = new DrillRequest.Share(5);

  private record Host(boolean servesUsers, boolean hasSandboxes, boolean lendsReads)
      implements ScenarioHost {
    @Override
    public ProviderKeys keys() {
      return () -> "elsewhere";
    }

    @Override
    public ProviderFiles files() {
      return ProviderFiles.open(keys().word());
    }

    @Override
    public Traits traits() {
      return Storefront.traits();
    }

    @Override
    public List<Scenario> scenarios() {
      return List.of(Scenarios.REGION_LOSS);
    }
  }

  private static void assertHeld(DrillRequest.InRegions asked, Host host) {
    assertThatCode(() -> asked.requireHeldOn(host, Storefront.plan())).doesNotThrowAnyException();
  }

  private static void assertRefused(DrillRequest.InRegions asked, Host host, String told) {
    assertThatThrownBy(() -> asked.requireHeldOn(host, Storefront.plan()))
        .hasMessageContaining("LB1005")
        .hasMessageContaining(told);
  }

  @Test
  void what_regions_can_do_is_held_there() {
    assertHeld(LOSS, new Host(true, false, false));
    assertHeld(ISOLATED, new Host(true, true, false));
    assertHeld(SHARE, new Host(true, false, true));
    assertHeld(ALL, new Host(false, false, false));
  }

  @Test
  void what_they_cannot_do_is_refused_as_it_was_typed() {
    assertRefused(ISOLATED, new Host(false, false, true), "where '--isolated' cannot be held");
    assertRefused(SHARE, new Host(false, true, false), "where '--share 5%' cannot be held");
    assertRefused(
        ALL, new Host(true, true, true), "are on elsewhere, where '--all' cannot be held");
    assertRefused(
        new DrillRequest.Break(Scenarios.SWITCHOVER),
        new Host(false, true, true),
        "scenario 'switchover' cannot be held");
  }
}
