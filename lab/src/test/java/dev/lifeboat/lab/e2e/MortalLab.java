package dev.lifeboat.lab.e2e;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.PlanReader;
import java.nio.file.Path;

/// A `lab up` that dies as by SIGKILL once its agents are started.
///
/// Arguments: the plan and the state folder.
final class MortalLab {
  static final int DEAD = 137;

  private MortalLab() {}

  public static void main(String[] arguments) throws Exception {
    var planFile = Path.of(arguments[0]);
    var plan = PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow();
    var _ = Lab.begin(plan, planFile, Path.of(arguments[1]));
    Runtime.getRuntime().halt(DEAD);
  }
}
