package dev.lifeboat.engine;

import dev.lifeboat.plan.Check;
import dev.lifeboat.provider.Observation;

/// Checks a workload as a client would, through the address that clients use.
@FunctionalInterface
public interface Verifier {
  Observation verify(Check check) throws InterruptedException;
}
