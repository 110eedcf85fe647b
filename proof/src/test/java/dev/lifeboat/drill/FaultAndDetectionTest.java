package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The regions of the place are in memory: what is lost there is seen by its views.
final class FaultAndDetectionTest {
  private static final List<Fault> LOSS = List.of(new Fault.RegionLost("east"));

  @TempDir private Path folder;
  private ScriptedPlace place;

  @BeforeEach
  void begin() throws Exception {
    place = new ScriptedPlace(folder);
  }

  private FaultAndDetection.Decided decided(Scenario scenario, List<Fault> faults)
      throws Exception {
    return new FaultAndDetection(place.context(), (Scenario.Failover) scenario, faults)
        .untilDecided();
  }

  @Test
  void the_fault_is_timed_from_its_begin_until_it_is_in_effect() throws Exception {
    ((MemoryRegions) place.context().platform()).inject(LOSS.getFirst());

    var decided = decided(Scenarios.REGION_LOSS, LOSS);

    assertThat(Duration.between(decided.fault().at(), decided.fault().inEffect()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(30));
    assertThat(decided.at()).isAfterOrEqualTo(decided.fault().at());
    assertThat(decided.seen()).isEqualTo(Criterion.met("begun once all views agreed"));
    assertThat(place.broken).isEqualTo(LOSS);
  }

  @Test
  void a_bucket_alone_is_noticed_by_a_person() throws Exception {
    ((MemoryRegions) place.context().platform()).inject(LOSS.getFirst());

    assertThat(decided(Scenarios.BUCKET_LOSS, LOSS).seen())
        .isEqualTo(Criterion.met("begun by a person"));
    assertThat(place.told).contains("detect: a person looks at east");
  }

  @Test
  void a_fault_that_nobody_notices_is_told_and_nothing_is_failed_over() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> decided(Scenarios.BUCKET_LOSS, LOSS))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB3005));
  }

  /// Goal: a controller that decides while it alone is cut off has failed the drill.
  @Test
  void who_decides_alone_has_decided_too_early() throws Exception {
    ((MemoryRegions) place.context().platform()).inject(LOSS.getFirst());
    var cuts = List.<Fault>of(new Fault.LinkCut("east", "edge"), new Fault.LinkCut("east", "west"));

    var decided = decided(Scenarios.CONTROLLER_PARTITION, cuts);

    assertThat(place.broken).isEqualTo(cuts);
    assertThat(decided.seen().why()).contains("cut off");
  }

  /// Goal: a drill under which somebody else moved the writer does not say that nothing was moved.
  @Test
  void what_another_moved_meanwhile_is_not_denied() throws Exception {
    assertThat(meaning()).startsWith("nothing was failed over;");

    var placements = place.context().platform().placements();
    var home = placements.read("shop").orElseThrow();
    var run = new RunId("20261120-080001-aaaa");
    var claimed = home.claimedBy(run);
    placements.compareAndSet(Optional.of(home), claimed);
    assertThat(meaning()).startsWith("run " + run + " moves the writer, and is none of this drill");

    var moved = claimed.promoted("west", claimed.highestEpoch()).released();
    placements.compareAndSet(Optional.of(claimed), moved);
    assertThat(meaning()).startsWith("the writer is in west: something else moved it");
  }

  private String meaning() {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> decided(Scenarios.BUCKET_LOSS, LOSS))
        .actual()
        .problem()
        .means();
  }
}
