package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.measure.Survival.LostWrite;
import dev.lifeboat.measure.Writes;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import java.nio.file.Files;
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
    return update(Optional.empty())
        .undone(DAMAGED, "west", new Evidence.Result(Optional.of(measured), ""));
  }

  private BadUpdate update(Optional<VaultAttacks> attacks) throws Exception {
    var files = RunFolder.of(folder, new RunId("r-1"));
    Files.createDirectories(files.folder());
    return new BadUpdate(place.context(), _ -> DAMAGED, files, attacks);
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

  private static AttackedVault attacked(int objects, int open, String... unclear) {
    return new AttackedVault("offsite", objects, 14, List.of(), open, List.of(unclear));
  }

  /// Else a drill would pass whose vault lives on by the attacker's grace.
  @Test
  void only_a_store_that_held_all_it_has_is_a_drill_that_passed() {
    assertThat(BadUpdate.survived(List.of(attacked(2, 0))))
        .isEqualTo(
            Criterion.met("the store of vault 'offsite' refused 14 calls against 2 objects"));
    assertThat(BadUpdate.survived(List.of())).matches(it -> it.verdict() == Judgement.MISSED);
    assertThat(BadUpdate.survived(List.of(attacked(1, 0))))
        .as("its own object alone")
        .matches(it -> it.verdict() == Judgement.MISSED);
    assertThat(BadUpdate.survived(List.of(attacked(2, 1, "release: 501 NotImplemented"))))
        .matches(it -> it.verdict() == Judgement.MISSED)
        .matches(it -> it.why().contains("1 object not locked any more"));
    assertThat(BadUpdate.survived(List.of(attacked(2, 0, "release: 501 NotImplemented"))))
        .matches(it -> it.verdict() == Judgement.UNKNOWN)
        .matches(it -> it.why().endsWith("was unclear of release: 501 NotImplemented"));
  }

  /// Else rows would be damaged whose backups may be gone.
  @Test
  void nothing_is_damaged_once_a_store_let_go_of_something() throws Exception {
    var let = new AttackedVault("copy", 1, 0, List.of("deletion of attacks/probe"), 0, List.of());
    var update = update(Optional.of(() -> List.of(attacked(2, 0), let)));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(update::attacked)
        .matches(it -> it.problem().code() == Code.LB9003)
        .withMessageContaining("vault 'copy' let go: deletion of attacks/probe");
    assertThat(folder.resolve("r-1/attack.json"))
        .content()
        .contains("\"copy\"", "deletion of attacks/probe");
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
