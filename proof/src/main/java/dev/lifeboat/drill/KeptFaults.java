package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;

/// The faults of a drill, each told to its keeper before it breaks something and once that works
/// again.
record KeptFaults(Faults faults, DrillKeeper keeper) implements Faults {
  @Override
  public void inject(Fault fault) throws InterruptedException, ProblemException {
    keeper.breaks(fault);
    faults.inject(fault);
  }

  @Override
  public void heal(Fault fault) throws InterruptedException, ProblemException {
    faults.heal(fault);
    keeper.healed(fault);
  }

  @Override
  public String remedy(Fault fault, String plan) {
    return faults.remedy(fault, plan);
  }
}
