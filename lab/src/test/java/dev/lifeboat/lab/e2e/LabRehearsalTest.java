package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.scenario.Judgement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: rehearsals beside a serving primary move nothing, leave nothing, and no client notices.
///
/// Method: one whole lab; the canary's own log tells what clients noticed.
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class LabRehearsalTest {
  private static RunningLab lab;
  private static long epoch;

  @BeforeAll
  @Timeout(900)
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(plan -> plan);
    epoch = lab.lab.placements().read("shop").orElseThrow().highestEpoch();
  }

  private static Table.State west() throws Exception {
    return Objects.requireNonNull(lab.lab.clients().door("entry").table().regions().get("west"))
        .state();
  }

  private static Process mortal() throws Exception {
    return MortalProcess.start(MortalSandbox.class, lab.planFile, lab.state);
  }

  /// A busy machine may keep one look waiting for too long.
  private static boolean isLent() {
    try {
      return west() == Table.State.OPEN;
    } catch (Exception notSeen) {
      return false;
    }
  }

  private static void assertUnmoved() throws Exception {
    var placed = lab.lab.placements().read("shop").orElseThrow();
    assertThat(placed.writer()).isEqualTo("east");
    assertThat(placed.highestEpoch()).isEqualTo(epoch);
    assertThat(west()).isEqualTo(Table.State.CLOSED);
  }

  @Tag("proof")
  @Test
  void a_share_of_the_reads_goes_to_the_copies_and_comes_back() throws Exception {
    var result = lab.drill().holdShare(20);

    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.PASSED);
    assertThat(result.head().scenario()).isEqualTo("share");
    assertThat(result.safety().residue()).isEmpty();
    var share = Objects.requireNonNull(result.rehearsed().share());
    assertThat(share.away().requests()).isGreaterThanOrEqualTo(20);
    assertThat(share.away().failed()).isZero();
    double part =
        (double) share.away().requests() / (share.away().requests() + share.home().requests());
    assertThat(part).isBetween(0.15, 0.25);
    var writes = Objects.requireNonNull(result.measured().writes());
    assertThat(writes.refused() + writes.unknown()).as("of the canary's writes").isZero();
    assertThat(result.measured().rto().seconds()).isNull();
    assertUnmoved();
  }

  /// Killed beforehand, the drill would be refused; so it is killed while it is lent reads.
  @Tag("proof")
  @Test
  @Tag("invariant-46")
  void a_share_whose_service_dies_is_taken_back_at_once_and_fails() throws Exception {
    var crash = new Fault.Crashed("web", "west");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var drill = threads.submit(() -> lab.drill().holdShare(50));
      LabAwait.until(LabRehearsalTest::isLent);
      lab.lab.faults().inject(crash);

      var result = drill.get();

      assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.FAILED);
      var course = Objects.requireNonNull(result.comparison().criteria()).recovery();
      assertThat(course.judged().verdict()).isEqualTo(Judgement.MISSED);
      assertThat(course.judged().why()).contains("the front door took them back");
      assertThat(Objects.requireNonNull(result.measured().writes()).refused())
          .as("writes went on")
          .isZero();
      assertUnmoved();
    } finally {
      lab.lab.faults().heal(crash);
    }
  }

  /// Goal: a whole recovery beside the primary, also over what a killed drill has left.
  ///
  /// Method: a process of its own promotes a clone and kills itself; then a drill is held.
  @Test
  void a_recovery_in_a_sandbox_is_measured_and_noticed_by_nobody() throws Exception {
    var left = lab.lab.clients().sandbox("west");
    var killed = mortal();
    assertThat(killed.waitFor()).as("it killed itself").isNotZero();
    assertThat(left.living()).as("a clone without a controller").isNotEmpty();
    assertUnmoved();
    assertThat(lab.site().inventory(List.of()))
        .as("the replica is none the wiser, and a leftover is seen")
        .containsEntry("database west orders", "replica")
        .containsEntry("database east orders", "writer")
        .hasEntrySatisfying("sandbox west", seen -> assertThat(seen).startsWith("with "));

    var result = lab.drill().holdIsolated();

    // How fast it is, a machine that builds beside it cannot say.
    var judged = Objects.requireNonNull(result.comparison().criteria());
    assertThat(
            List.of(
                judged.recovery().judged().verdict(),
                judged.rto().verdict(),
                judged.rpo().verdict(),
                judged.function().verdict(),
                judged.integrity().verdict()))
        .as("%s", result)
        .containsOnly(Judgement.MET);
    assertThat(judged.performance().judged().verdict())
        .as("measured")
        .isNotEqualTo(Judgement.UNKNOWN);
    assertThat(result.head().scenario()).isEqualTo("isolated");
    assertThat(result.safety().residue()).isEmpty();
    var writes = Objects.requireNonNull(result.measured().writes());
    assertThat(writes.refused() + writes.unknown()).as("of the canary outside").isZero();
    assertThat(writes.acknowledged()).isPositive();
    assertThat(result.measured().rto().seconds()).isPositive();
    assertThat(result.measured().rpo().seconds()).isNotNull();
    var isolated = Objects.requireNonNull(result.rehearsed().isolated());
    assertThat(isolated.written()).isPositive().isEqualTo(isolated.held());
    assertThat(left.exists()).isFalse();
    assertUnmoved();
  }
}
