package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.measure.Survival.LostWrite;
import dev.lifeboat.measure.Writes;
import dev.lifeboat.provider.AttackedVault;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a bad UPDATE was undone, by what the recovered region holds.
final class BadUpdateTest {
  private static final Instant BEFORE = ScriptedPlace.BEGAN.plusSeconds(60);
  private static final RowDamage.Damaged DAMAGED = new RowDamage.Damaged(BEFORE, 3);

  @TempDir private Path folder;
  private ScriptedPlace place;

  @BeforeEach
  void begin() throws Exception {
    place = new ScriptedPlace(folder);
    place.rows.put("west", ScriptedPlace.numbers());
  }

  private Criterion undone(LostWrite... lost) throws Exception {
    var writes = new Writes(10, 0, 0, new Survival.Counted(10 - lost.length, List.of(lost)));
    var figure = new Figure.Measured(Duration.ofSeconds(4));
    var measured = new Measurement(figure, figure, writes);
    var update = new BadUpdate(place.context(), _ -> DAMAGED, "r-1", Optional.empty());
    return update.undone(DAMAGED, "west", new Evidence.Result(Optional.of(measured), ""));
  }

  private static LostWrite lost(Instant acknowledged) {
    return new LostWrite(7, acknowledged, true, false);
  }

  @Test
  void what_was_written_since_may_be_lost_and_nothing_before() throws Exception {
    assertThat(undone(lost(BEFORE.plusMillis(1))))
        .isEqualTo(
            Criterion.met(
                "of 3 damaged rows none is in west, which has all that was acknowledged by "
                    + BEFORE));
    assertThat(undone(lost(BEFORE)).why()).startsWith("write 7, acknowledged at " + BEFORE);
    assertThat(undone(lost(BEFORE)).verdict()).isEqualTo(Judgement.MISSED);
  }

  /// Else a drill would pass whose vault lives on by the attacker's grace.
  @Test
  void a_store_that_lets_go_of_one_object_is_a_drill_that_failed() {
    var kept = new AttackedVault("offsite", 2, 12, List.of());
    assertThat(BadUpdate.survived(List.of(kept)))
        .isEqualTo(
            Criterion.met("the store of vault 'offsite' refused 12 calls against 2 objects"));
    var let = new AttackedVault("copy", 1, 5, List.of("deletion of attacks/a"));
    assertThat(BadUpdate.survived(List.of(kept, let)))
        .matches(it -> it.verdict() == Judgement.MISSED)
        .matches(it -> it.why().contains("vault 'copy' let go: deletion of attacks/a"));
    assertThat(BadUpdate.survived(List.of()).verdict()).isEqualTo(Judgement.MISSED);
  }

  /// Else a drill that restored the damage would pass by its figures.
  @Test
  void one_damaged_row_in_the_recovered_region_is_a_drill_that_failed() throws Exception {
    place.rows.put("west", ScriptedPlace.numbers(4L));
    assertThat(undone()).isEqualTo(Criterion.missed("1 damaged row in west"));
    place.rows.put("west", new StoredNumbers.Unread("it is silent"));
    assertThat(undone().verdict()).isEqualTo(Judgement.UNKNOWN);
  }
}
