package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResidueTest {

  @Test
  void everything_that_is_new_gone_or_different_is_told_and_nothing_else() {
    var before =
        new TreeMap<>(
            Map.of("replication slots of orders in west", "", "weight east", "100", "rows", "0"));
    var after =
        new TreeMap<>(
            Map.of(
                "replication slots of orders in west",
                "lifeboat_east",
                "weight east",
                "100",
                "process",
                "x"));

    assertThat(Residue.between(before, after))
        .containsExactly(
            "process: not there before, now x",
            "replication slots of orders in west: none before, now lifeboat_east",
            "rows: 0 before, gone now");
    assertThat(Residue.between(before, new TreeMap<>(before))).isEmpty();
  }

  @Test
  void the_gravest_verdict_of_a_drill_is_its_outcome() {
    var missed = new DrillVerdict(DrillResult.Outcome.MISSED, "RPO over its objective");
    var left = new DrillVerdict(DrillResult.Outcome.FAILED, "left behind");
    var refused = new DrillVerdict(DrillResult.Outcome.REFUSED, "no fence");

    assertThat(DrillVerdict.worst(List.of(DrillVerdict.PASSED, missed, left))).isEqualTo(left);
    assertThat(DrillVerdict.worst(List.of(left, refused))).isEqualTo(refused);
    assertThat(DrillVerdict.worst(List.of(DrillVerdict.PASSED))).isEqualTo(DrillVerdict.PASSED);
  }

  @Test
  void a_place_is_looked_at_once_it_is_at_rest(@TempDir Path folder) throws Exception {
    var place = new ScriptedPlace(folder);
    place.awaited.addAll(List.of(List.of("a slot"), List.of("a slot"), List.of()));
    var residue = Residue.begin(place.context());

    assertThat(residue.before()).isEqualTo(Map.of("door", "east"));
    assertThat(place.passed()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void a_place_that_never_rests_cannot_be_drilled(@TempDir Path folder) throws Exception {
    var place = new ScriptedPlace(folder);
    place.awaited.add(List.of("a slot"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Residue.begin(place.context()))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB2010);
          assertThat(refused.problem().happened()).endsWith("within 60 s: a slot");
        });
  }

  /// Rows are no processes: a region that comes up anew has them still.
  @Test
  void who_leaves_rows_behind_is_told_whose_they_are_and_how_to_delete_them() {
    var rows = "rows west orders of r-1: not there before, now 5";
    var objects = "objects west images of r-1: not there before, now 5";

    assertThat(Residue.verdict(List.of(rows, objects)).why())
        .startsWith("left behind: " + rows + "; " + objects + "; the drill's own clients wrote")
        .contains("'remove'", "'prefix'")
        .doesNotContain("lifeboat residue", "anew");
    assertThat(Residue.verdict(List.of(rows, "door: east before, gone now")).why())
        .endsWith("remove it by hand, or bring the regions down and up anew");
  }

  @Test
  void what_clients_wrote_is_removed_at_each_look_before_anything_counts(@TempDir Path folder)
      throws Exception {
    var place = new ScriptedPlace(folder);
    var residue = Residue.begin(place.context());
    place.inventory.put("a process", "java");
    place.awaited.addAll(List.of(List.of("a slot"), List.of()));

    var left = residue.now(List.of("r-1"));

    assertThat(left).containsExactly("a process: not there before, now java");
    assertThat(place.forgotten).hasSizeGreaterThan(1).containsOnly("r-1");
    assertThat(Residue.verdict(left).outcome()).isEqualTo(DrillResult.Outcome.FAILED);
    assertThat(Residue.verdict(left).why())
        .isEqualTo(
            "left behind: a process: not there before, now java; remove it by hand, or bring the"
                + " regions down and up anew");
    assertThat(Residue.verdict(List.of())).isEqualTo(DrillVerdict.PASSED);
  }
}
