package dev.lifeboat.lab;

import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;

/// `provider: lab`. Its key `lab` belongs to the language itself, since every plan can be rehearsed
/// in a lab, and by the simulator.
public final class LabKeys implements ProviderKeys {
  @Override
  public String word() {
    return Region.DEFAULT_PROVIDER;
  }

  @Override
  public void checkResource(PlanValue resource, String type) {
    if (resource.says("mode", Traffic.Mode.ACCELERATOR)) {
      resource.wrongAtKey("is led by an accelerator, which only AWS has", "write 'mode: dns'");
    }
    if (type.equals(Service.TYPE) && resource.isMapping() && !resource.lacks("lab")) {
      resource.wrongAtKey(
          "says under 'lab' how a lab runs it, and its regions are a lab's", "write it as 'run'");
    }
  }
}
