package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunClaims;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Notices;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.PlatformContract;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.ScenarioCourse;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.Detector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A provider of three hundred lines is a whole one.
final class MemoryDrillTest extends PlatformContract {
  private static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  @TempDir private Path folder;
  private final Plan plan = read();
  private MemoryRegions regions;

  private static Plan read() {
    try {
      return PlanReader.OF_ANY_PROVIDER.read(PLAN).orThrow();
    } catch (ProblemException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @BeforeEach
  void begin() throws Exception {
    regions =
        new MemoryRegions(
            new MemoryRegions.Kind(false), plan, Placement.first("shop", "east"), folder);
  }

  @Override
  protected Plan plan() {
    return plan;
  }

  @Override
  protected Platform platform() {
    return regions;
  }

  @Override
  protected Set<Class<? extends Platform.Ability>> abilities() {
    return Set.of(Drills.class, Faults.class, Ledgers.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"region-loss", "switchover"})
  void a_whole_drill_is_held_and_passes(String scenario) throws Exception {
    var result = drill(_ -> {}).hold(Scenarios.named(scenario), "test");

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
    assertThat(result.safety().residue()).isEmpty();
  }

  /// Else a drill beside users calls their orders residue, and tells somebody to delete them.
  @Test
  void what_users_write_meanwhile_is_theirs() throws Exception {
    var result =
        drill(
                new DrillKeeper() {
                  @Override
                  public void reserved(RunFolder run) {}

                  @Override
                  public void breaks(Fault fault) {
                    assertThat(regions.write("user", 1)).contains("east");
                  }
                })
            .hold(Scenarios.REGION_LOSS, "test");

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
    assertThat(regions.rows("east", "user")).isEqualTo(ScriptedPlace.numbers(1L));
  }

  @Test
  void a_drill_whose_own_rows_stay_has_failed() throws Exception {
    regions = new StickyRegions(plan, folder.resolve("sticky"));

    var result = drill(_ -> {}).hold(Scenarios.SERVICE_LOSS, "test");

    assertThat(result.outcome()).isEqualTo(DrillResult.Outcome.FAILED);
    assertThat(result.head().verdict().why())
        .startsWith("left behind: rows images in east of " + result.run());
  }

  /// Regions in which nothing can be deleted.
  private static final class StickyRegions extends MemoryRegions {
    private StickyRegions(Plan plan, Path folder) throws IOException, ProblemException {
      super(new Kind(false), plan, Placement.first("shop", "east"), folder);
    }

    @Override
    public synchronized void forget(String client) {
      // They stay.
    }
  }

  /// Nothing else can bring the writer home.
  @Test
  void a_drill_beside_an_open_run_says_how_to_go_on_with_it() throws Exception {
    regions =
        new MemoryRegions(
            new MemoryRegions.Kind(false),
            plan,
            Placement.first("shop", "west"),
            folder.resolve("away"));
    var run = new RunId("20261120-080000-bbbb");
    new RunClaims(regions.placements()).claim(regions.placements().required("shop"), run);

    assertThatThrownBy(() -> drill(_ -> {}).hold(Scenarios.REGION_LOSS, "test"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            it -> assertThat(it.problem().action()).isEqualTo("lifeboat resume " + run));
  }

  /// A drill moves users too.
  @Test
  void what_a_drill_moved_is_told_by_the_providers_channel() throws Exception {
    var noticed = new NoticedRegions(plan, folder.resolve("noticed"));
    regions = noticed;

    var result = drill(_ -> {}).hold(Scenarios.REGION_LOSS, "test");

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
    assertThat(noticed.subjects)
        .containsExactly(
            "Lifeboat: failover of shop completed",
            "Lifeboat: reprotect of shop completed",
            "Lifeboat: failback of shop completed");
  }

  /// Regions whose provider tells people.
  private static final class NoticedRegions extends MemoryRegions implements Notices {
    private final List<String> subjects = new CopyOnWriteArrayList<>();

    private NoticedRegions(Plan plan, Path folder) throws IOException, ProblemException {
      super(new Kind(false), plan, Placement.first("shop", "east"), folder);
    }

    @Override
    public Optional<String> send(String subject, String text) {
      subjects.add(subject);
      return Optional.of("published");
    }
  }

  /// Method: the journal of the way home cannot be begun, as a folder stands in its place.
  @Test
  void what_was_measured_before_a_drill_failed_is_known() throws Exception {
    var kept = new Kept();
    var drill = drill(kept);

    assertThatThrownBy(() -> drill.hold(Scenarios.named("region-loss"), "test"))
        .isInstanceOf(ProblemException.class);

    var verdict = new DrillVerdict(DrillResult.Outcome.FAILED, "no way home");
    var result = kept.figures.orElseThrow().endedBy(verdict, regions.clock.instant());
    assertThat(result.outcome()).isEqualTo(DrillResult.Outcome.FAILED);
    assertThat(result.measured().rto().detectSeconds()).isNotNull();
    assertThat(result.measured().rpo().seconds()).isNotNull();
    assertThat(result.measured().writes().acknowledged()).isPositive();
    assertThat(result.safety().fence().proven()).isTrue();
    assertThat(result.steps()).isNotEmpty();
    assertThat(result.safety().ledger().lost()).isNull();
    assertThat(result.safety().failback().why()).isEqualTo("the drill did not get so far");
    assertThat(kept.broken).as("healed before the way home").isEmpty();
  }

  /// Goal: what heals in place is measured by the canary alone. Method: a service that is killed
  /// and started again once it has refused a known number of writes.
  @Test
  void a_service_that_is_healed_in_place_has_figures_of_what_its_clients_missed() throws Exception {
    var kept = new Kept();

    var result = drill(kept).hold(Scenarios.SERVICE_LOSS, "test");

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
    var measured = result.measured();
    double refusedFor = (double) MemoryWorld.REFUSED / plan.canary().ratePerSecond();
    assertThat(measured.rto().seconds()).isBetween(refusedFor / 2, refusedFor + 60);
    assertThat(measured.rto().met()).isTrue();
    assertThat(measured.rto().capacitySeconds()).isGreaterThanOrEqualTo(refusedFor / 2);
    assertThat(measured.rto().detectSeconds()).as("nobody failed over").isNull();
    assertThat(measured.rpo().seconds()).isZero();
    assertThat(measured.writes().refused()).isEqualTo(MemoryWorld.REFUSED);
    assertThat(measured.writes().lost()).isZero();
    var course = result.comparison().criteria().recovery();
    assertThat(course.kind()).isEqualTo(ScenarioCourse.HEALED);
    assertThat(course.toString()).contains("stayed in east under epoch 1", "never called");
    assertThat(kept.broken).isEmpty();

    var verdict = new DrillVerdict(DrillResult.Outcome.FAILED, "cut off");
    var cut = kept.figures.orElseThrow().endedBy(verdict, regions.clock.instant());
    assertThat(cut.measured()).as("known before the rest was looked at").isEqualTo(measured);
    assertThat(cut.outcome()).isEqualTo(DrillResult.Outcome.FAILED);
  }

  /// Keeps all of it, and spoils the way home.
  private static final class Kept implements DrillKeeper {
    private final List<Fault> broken = new ArrayList<>();
    private Optional<DrillSoFar> figures = Optional.empty();
    private boolean first = true;

    @Override
    public void reserved(RunFolder run) {
      try {
        if (!first) {
          Files.createDirectories(run.journal().resolve("in the way"));
        }
        first = false;
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }

    @Override
    public void breaks(Fault fault) {
      broken.add(fault);
    }

    @Override
    public void healed(Fault fault) {
      assertThat(broken).as("told before it is broken").contains(fault);
      broken.remove(fault);
    }

    @Override
    public void measured(DrillSoFar figures) {
      this.figures = Optional.of(figures);
    }
  }

  private Drill drill(DrillKeeper keeper) throws Exception {
    return new MemoryDrill(regions, plan, PLAN, folder.resolve("runs"))
        .of(new Absent(), new Mute(), keeper);
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
    public void begins(DrillPhase phase, String what) {}

    @Override
    public void ends(DrillPhase phase, String found) {}

    @Override
    public void looked(Round round, Detector detector) {}

    @Override
    public void happened(RunState state, Entry entry) {}
  }
}
