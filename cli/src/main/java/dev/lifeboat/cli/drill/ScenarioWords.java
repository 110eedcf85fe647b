package dev.lifeboat.cli.drill;

import dev.lifeboat.scenario.Scenarios;
import java.util.Iterator;

/// Words that can stand after `--scenario`, for the help and for completion.
final class ScenarioWords implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Scenarios.words().iterator();
  }
}
