package dev.lifeboat.lab.e2e;

import dev.lifeboat.drill.Sandboxes;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.PlanReader;
import java.nio.file.Path;

/// A controller that recovers stores in a sandbox and kills itself, with the clone promoted and up.
///
/// Arguments: the plan, the state folder.
final class MortalSandbox {
  private MortalSandbox() {}

  public static void main(String[] arguments) throws Exception {
    var plan = PlanReader.OF_ANY_PROVIDER.read(Path.of(arguments[0])).orThrow();
    var lab = Lab.attach(plan, Path.of(arguments[1]));
    var sandbox = lab.ability(plan.workload("shop"), Sandboxes.class).orElseThrow().sandbox();
    var _ = sandbox.copy();
    var _ = sandbox.recover();
    new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid()))
        .start()
        .waitFor();
  }
}
