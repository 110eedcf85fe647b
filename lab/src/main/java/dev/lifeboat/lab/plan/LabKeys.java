package dev.lifeboat.lab.plan;

import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.PlanKey;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import java.util.List;
import java.util.Map;

/// `provider: lab`, and what a resource says under `lab`. The plan's own key `lab` belongs to the
/// language: who knows no provider reads it too.
public final class LabKeys implements ProviderKeys {
  /// The command there and its arguments, started in the plan's folder.
  private static final PlanKey<List<String>> RUN = new KeyType.Arguments().required("run");

  /// How 'drill --in lab' runs one that is elsewhere; left out, a stand-in answers for it.
  private static final Keys SERVICE = Keys.of("Service in the lab", RUN);

  /// What only the lab needs.
  private static final Keys TRAFFIC = Keys.of("Traffic in the lab", LabTraffic.PORT);

  private static final Map<String, Part> PARTS =
      Map.of(
          // Read for its mistakes alone: only a rehearsal, which is a plan of its own, runs it.
          Service.TYPE,
          new Part(SERVICE, (_, _, keys) -> keys.read(RUN).filter(_ -> false)),
          Traffic.TYPE,
          new Part(TRAFFIC, (_, _, keys) -> keys.read(LabTraffic.PORT).map(LabTraffic::new)));

  @Override
  public String word() {
    return Region.DEFAULT_PROVIDER;
  }

  @Override
  public Map<String, Part> parts() {
    return PARTS;
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
