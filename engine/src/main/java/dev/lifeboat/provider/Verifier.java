package dev.lifeboat.provider;

import dev.lifeboat.plan.Check;

/// Checks a workload as a client would, through the address that clients use.
@FunctionalInterface
public interface Verifier {
  Observation verify(Check check) throws InterruptedException;
}
