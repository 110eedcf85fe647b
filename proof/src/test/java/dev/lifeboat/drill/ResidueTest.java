package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ResidueTest {

  @Test
  void everything_that_is_new_gone_or_different_is_told_and_nothing_else() {
    var before = new TreeMap<>(Map.of("slots east", "a", "weight east", "100", "rows", "0"));
    var after = new TreeMap<>(Map.of("slots east", "a, b", "weight east", "100", "process", "x"));

    assertThat(Residue.between(before, after))
        .containsExactly("process is new: x", "rows is gone, was: 0", "slots east was a, is a, b");
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
}
