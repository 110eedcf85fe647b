package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of a drill that ends in its middle.
final class SessionKeeperTest {
  private static final String RUN = "20261120-080000-bbbb";
  private static final Fault EAST = new Fault.RegionLost("east");
  private static final Fault WEST = new Fault.RegionLost("west");

  @TempDir private Path state;
  private PastRuns past;
  private Workload shop;
  private ScriptedRegions platform;
  private SessionKeeper keeper;

  @BeforeEach
  void begin() throws Exception {
    var file = StorefrontPlan.read();
    var requester = new ProgressLines().requester();
    shop = file.workload("shop");
    past = new PastRuns(state);
    platform = new ScriptedRegions(state, Placement.first("shop", "west"));
    var results = new DrillResults(state, file.plan(), shop, "region-loss", requester);
    keeper = new SessionKeeper(state.resolve("runs"), requester, results, fault -> "mend " + fault);
    Files.createDirectories(folder().folder());
  }

  private RunFolder folder() {
    return RunFolder.of(state.resolve("runs"), new RunId(RUN));
  }

  private DrillLog log() throws Exception {
    return DrillLog.find(folder().folder()).orElseThrow();
  }

  @Test
  void what_was_broken_and_not_healed_is_left_and_so_is_its_own_run_alone() throws Exception {
    past.open("20261120-070000-aaaa");
    keeper.reserved(folder());
    keeper.breaks(EAST);
    keeper.breaks(WEST);
    keeper.healed(EAST);

    assertThat(keeper.rest(platform, shop).open()).as("it has none yet").isEmpty();
    past.open(RUN);
    var rest = keeper.rest(platform, shop);
    assertThat(rest.open()).containsExactly(new RunId(RUN));
    assertThat(rest.remedies()).containsExactly("mend " + WEST);
    assertThat(rest.writer()).contains("west");
    assertThat(log().remedies()).as("whoever looks from elsewhere").isEqualTo(rest.remedies());

    keeper.healed(WEST);
    assertThat(keeper.rest(platform, shop).remedies()).isEmpty();
    assertThat(log().broken()).isEmpty();
  }

  @Test
  void what_a_person_healed_of_a_drill_that_was_cut_off_is_not_told_any_more() throws Exception {
    keeper.reserved(folder());
    keeper.breaks(EAST);
    keeper.breaks(WEST);
    var cut = new CutDrills(state, ProgressLines.host(), _ -> {});

    cut.healed("mend " + EAST);
    assertThat(log().remedies()).containsExactly("mend " + WEST);
    cut.gone("another plan");
    assertThat(log().remedies()).containsExactly("mend " + WEST);
    cut.gone("storefront");
    assertThat(log().remedies()).isEmpty();
  }

  /// Method: a newer drill is damaged, so that it is come to first.
  @Test
  void a_log_that_cannot_be_read_hides_no_other_and_is_told() throws Exception {
    keeper.reserved(folder());
    keeper.breaks(EAST);
    var damaged = Files.createDirectories(state.resolve("runs/20261120-090000-cccc"));
    Files.writeString(damaged.resolve(DrillLog.FILE), "{\n{\n");
    var cut = new CutDrills(state, ProgressLines.host(), _ -> {});

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> cut.healed("mend " + EAST))
        .satisfies(told -> assertThat(told.problem().happened()).contains("-cccc"));
    assertThat(log().remedies()).isEmpty();
  }

  /// Method: the drill dies while it writes its last line.
  @Test
  void a_line_that_is_not_whole_hides_none_before_it() throws Exception {
    keeper.reserved(folder());
    keeper.breaks(EAST);
    var file = folder().folder().resolve(DrillLog.FILE);
    Files.writeString(file, Files.readString(file) + "{\"at\":\"2026");

    assertThat(log().remedies()).containsExactly("mend " + EAST);
    new CutDrills(state, ProgressLines.host(), _ -> {}).healed("mend " + EAST);
    assertThat(log().remedies()).as("nor what comes after it").isEmpty();
    keeper.close();
    assertThat(RunController.among(state.resolve("runs"))).isEmpty();
  }
}
