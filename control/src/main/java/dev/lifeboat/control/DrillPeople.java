package dev.lifeboat.control;

import dev.lifeboat.engine.People;
import dev.lifeboat.runbook.Step;
import java.util.Optional;

/// The people of a drill. Whoever confirmed it when it was begun has answered what its failover
/// asks: users are not to wait for a word that was given.
///
/// @param confirmed whether `--confirm` named the plan
/// @param person whose name is kept with the answer
record DrillPeople(People others, boolean confirmed, String person) implements People {
  @Override
  public Optional<Answer> ask(Step.Ask ask) throws InterruptedException {
    return confirmed ? Optional.of(new Answer(true, person)) : others.ask(ask);
  }

  @Override
  public String tell(Step.Tell tell) throws InterruptedException {
    return others.tell(tell);
  }

  @Override
  public String show(Step.Tell tell) throws InterruptedException {
    return others.show(tell);
  }
}
