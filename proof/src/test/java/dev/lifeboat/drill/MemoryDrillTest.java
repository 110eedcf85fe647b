package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.PlatformContract;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.Detector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A provider of three hundred lines is a whole one.
final class MemoryDrillTest extends PlatformContract {
  private static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  @TempDir private Path folder;
  private final Plan plan = read();
  private final FastClock clock = new FastClock(Thread::sleep);
  private MemoryRegions regions;

  private static Plan read() {
    try {
      return PlanReader.OF_ANY_PROVIDER.read(PLAN).orThrow();
    } catch (dev.lifeboat.problem.ProblemException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @BeforeEach
  void begin() throws Exception {
    regions = new MemoryRegions(plan, clock, folder);
  }

  @Override
  protected Plan plan() {
    return plan;
  }

  @Override
  protected Platform platform() {
    return regions;
  }

  @ParameterizedTest
  @ValueSource(strings = {"region-loss", "switchover"})
  void a_whole_drill_is_held_and_passes(String scenario) throws Exception {
    var runs =
        new Runs(
            folder.resolve("runs"), regions.placements(), clock, new Random(1), regions.pace());
    var host =
        new DrillHost(
            clock,
            clock::pause,
            runs,
            new Absent(),
            new Mute(),
            _ -> {},
            run -> List.of("nobody takes up", run.value()));
    var drilled = new DrilledWorkload(plan, Files.readAllBytes(PLAN), plan.workload("shop"));
    var drill = new Drill(host, drilled, regions);

    var result = drill.hold(Scenarios.named(scenario), "test");

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
    assertThat(result.safety().residue()).isEmpty();
  }

  /// Nobody sits at this drill.
  private static final class Absent implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }
  }

  private static final class Mute implements Narrator {
    @Override
    public void begins(String phase, String what) {}

    @Override
    public void ends(String phase, String found) {}

    @Override
    public void looked(Round round, Detector detector) {}

    @Override
    public void happened(RunState state, Entry entry) {}
  }
}
