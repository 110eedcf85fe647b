package dev.lifeboat.control;

import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.Traits;
import java.nio.file.Path;
import java.util.List;

/// What the word in the plan of `examples/storefront` stands for in these tests: regions in memory.
///
/// @param servesUsers whether they are like an account, which is there for others too; else a lab
public record StorefrontKind(boolean servesUsers) implements ProviderKind {
  static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  public StorefrontKind() {
    this(false);
  }

  /// The example itself.
  static PlanFile read() throws ProblemException {
    return read(PLAN);
  }

  /// A plan as the example is one.
  static PlanFile read(Path plan) throws ProblemException {
    return PlanFile.read(new PlanReader(List.of(new StorefrontKind().keys())), plan);
  }

  @Override
  public ProviderKeys keys() {
    return () -> "lab";
  }

  @Override
  public Traits traits() {
    return Storefront.traits();
  }
}
