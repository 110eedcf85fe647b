package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.control.ResidueReview.Fate;
import dev.lifeboat.control.ResidueReview.Found;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.MoveResidue;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What moves left behind goes only once a ledger has it, long enough ago, and while no run is
/// open.
final class ResidueReviewTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir private Path state;
  private final Left left = new Left();
  private ScriptedRegions platform;
  private Workload workload;

  @BeforeEach
  void begin() throws Exception {
    platform = new ScriptedRegions(state, Placement.first("shop", "east"));
    platform.leave(left);
    workload = StorefrontPlan.read(StorefrontPlan.PLAN).workload("shop");
  }

  private ResidueReview review() {
    return new ResidueReview(platform, () -> NOW, WEEK);
  }

  private static Optional<MoveResidue.Reading> read(Duration ago) {
    return Optional.of(new MoveResidue.Reading.OfLedger("run-1", NOW.minus(ago)));
  }

  @Test
  void what_a_ledger_has_for_long_enough_goes_and_the_rest_stays() throws Exception {
    left.add("unread", Optional.empty());
    left.add("young", read(WEEK.minusSeconds(1)));
    left.add("going", read(WEEK));
    left.add("old", read(WEEK));

    assertThat(review().look(workload))
        .extracting(Found::fate)
        .containsExactly(Fate.KEPT, Fate.KEPT, Fate.KEPT, Fate.DELETABLE);
    assertThat(left.deleted).as("a look changes nothing").isEmpty();

    assertThat(review().delete(workload, review().look(workload)))
        .extracting(Found::fate)
        .containsExactly(Fate.KEPT, Fate.KEPT, Fate.KEPT, Fate.DELETED);
    assertThat(left.deleted).containsExactly("old");
  }

  @Test
  void what_a_person_compared_goes_once_that_is_long_enough_ago() throws Exception {
    left.add("unread", Optional.empty());
    left.add("going", Optional.empty());

    assertThat(review().compared(workload, "east/going", "ada")).isFalse();
    assertThat(review().compared(workload, "west/unread", "ada")).isFalse();
    assertThat(review().compared(workload, "east/unread", "ada")).isTrue();

    var compared = review().look(workload).getFirst();
    assertThat(compared.fate()).as("a moment ago").isEqualTo(Fate.KEPT);
    assertThat(compared.why()).isEqualTo("compared by ada at " + NOW);
    var later = new ResidueReview(platform, () -> NOW.plus(WEEK), WEEK);
    assertThat(later.delete(workload, later.look(workload)).getFirst().fate())
        .isEqualTo(Fate.DELETED);
  }

  @Test
  void what_cannot_be_deleted_is_told_and_stops_no_other() throws Exception {
    left.add("stuck", read(WEEK));
    left.add("old", read(WEEK));

    var done = review().delete(workload, review().look(workload));

    assertThat(done).extracting(Found::fate).containsExactly(Fate.FAILED, Fate.DELETED);
    assertThat(done.getFirst().why()).contains("it is protected");
  }

  @Test
  void while_a_run_is_open_nothing_goes() throws Exception {
    left.add("old", read(WEEK));
    var placed = platform.placements().read("shop").orElseThrow();
    platform.placements().compareAndSet(Optional.of(placed), placed.claimedBy(new RunId("shop-2")));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> review().delete(workload, review().look(workload)))
        .matches(it -> it.problem().code() == Code.LB3003);

    assertThat(left.deleted).isEmpty();
  }

  private static final class Left implements MoveResidue {
    private final List<Part> parts = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    void add(String name, Optional<Reading> reading) {
      parts.add(
          new Part("orders", "east", name, name + " is available", reading, name.equals("going")));
    }

    @Override
    public List<Part> parts() {
      return List.copyOf(parts);
    }

    @Override
    public void compared(Part part, Reading.OfPerson reading) {
      parts.replaceAll(it ->
          it.equals(part)
              ? new Part(
                  it.resource(),
                  it.region(),
                  it.name(),
                  it.words(),
                  Optional.of(reading),
                  it.goes())
              : it);
    }

    @Override
    public String delete(Part part) throws ProblemException {
      if (part.name().equals("stuck")) {
        throw ProblemException.lasting(Code.LB7003, "it is protected", "it was kept", "unprotect");
      }
      deleted.add(part.name());
      return "a snapshot";
    }
  }
}
