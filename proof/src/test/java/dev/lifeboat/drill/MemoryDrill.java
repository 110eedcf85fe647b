package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// A drill of regions in memory, by their clock.
///
/// @param text of the plan
/// @param folder of the runs
record MemoryDrill(MemoryRegions regions, Plan plan, Path text, Path folder) {

  Drill of(People people, Narrator narrator, DrillKeeper keeper) throws Exception {
    var runs = new Runs(folder, regions.placements(), regions.clock, new Random(1), regions.pace());
    var host =
        new DrillHost(
            regions.clock,
            regions.clock::pause,
            runs,
            people,
            narrator,
            keeper,
            run -> List.of("nobody takes up", run.value()));
    var drilled = new DrilledWorkload(plan, Files.readAllBytes(text), plan.workload("shop"));
    return new Drill(host, drilled, regions);
  }
}
