package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Rows and objects in a lab's inventory: those of the drill's own clients alone.
@ExtendWith(SharedLab.InTests.class)
final class DrilledRowsTest {
  private static final List<String> OWN = List.of("own-1");
  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(plan -> plan);
  }

  /// Else a drill beside users would call their orders residue, and advise to delete them.
  @Test
  void what_a_user_wrote_meanwhile_is_no_residue_and_what_the_drill_wrote_is() throws Exception {
    var before = own();

    try (var user = lab.canary("user-2")) {
      user.canary.stop();
      assertThat(own()).isEqualTo(before);
    }
    try (var own = lab.canary("own-1")) {
      own.canary.stop();
      assertThat(own())
          .as("by name")
          .containsKeys("rows east orders of own-1", "objects east images of own-1");
      assertThat(lab.site().inventory(List.of("own-2"))).isEqualTo(before);
    }
    LabAwait.same(before, DrilledRowsTest::own);
  }

  private static SortedMap<String, String> own() {
    try {
      return lab.site().inventory(OWN);
    } catch (ProblemException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
