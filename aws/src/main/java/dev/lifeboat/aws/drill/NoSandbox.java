package dev.lifeboat.aws.drill;

import dev.lifeboat.drill.Sandbox;
import dev.lifeboat.drill.Site;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Check;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.scenario.Criterion;
import java.nio.file.Path;

/// On AWS nothing is recovered beside a replica yet, so there is nothing to remove either.
public final class NoSandbox implements Sandbox {
  @Override
  public Copied copy() {
    throw none();
  }

  @Override
  public Point recover() {
    throw none();
  }

  @Override
  public void serve() {
    throw none();
  }

  @Override
  public Site.Canary startCanary(String client, Site.Load load, Path log) {
    throw none();
  }

  @Override
  public Observation verify(Check check) {
    throw none();
  }

  @Override
  public StoredNumbers rows(String client) {
    throw none();
  }

  @Override
  public StoredNumbers objects(String client) {
    throw none();
  }

  @Override
  public Criterion sameAsPrimary() {
    throw none();
  }

  @Override
  public void remove() {
    // There is none.
  }

  private static IllegalStateException none() {
    return new IllegalStateException("a drill in a sandbox is refused before it begins");
  }
}
