package dev.lifeboat.control;

import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;

/// The plan of `examples/storefront`, whose regions are in memory here.
final class StorefrontPlan {
  static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");
  static final MemoryRegions.Kind KIND = new MemoryRegions.Kind(false);

  private StorefrontPlan() {}

  /// The example itself.
  static PlanFile read() throws ProblemException {
    return read(PLAN);
  }

  /// A plan as the example is one.
  static PlanFile read(Path plan) throws ProblemException {
    return PlanFile.read(new PlanReader(List.of(KIND.keys())), plan);
  }
}
