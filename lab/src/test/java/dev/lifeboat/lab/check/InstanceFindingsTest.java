package dev.lifeboat.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.agent.state.UnitState.InstanceState;
import dev.lifeboat.plan.PlanReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `check` tells of services that do not work.
class InstanceFindingsTest {
  private static final InstanceState WELL =
      new InstanceState("web-1", 1, 7L, true, 0, 1, null, null);
  private static final InstanceState ENDED =
      new InstanceState(
          "web-2", 2, null, false, 3, 0, null, "it ended; last words: can't open file");

  @Test
  void a_service_of_which_no_wanted_instance_works_is_told_with_its_last_words() throws Exception {
    assertThat(found(1, ENDED))
        .containsExactly(
            "0 of 1 instances of 'web' in west are healthy: it ended; last words: can't"
                + " open file");
  }

  @Test
  void one_that_works_by_an_instance_or_is_not_wanted_is_no_finding() throws Exception {
    assertThat(found(2, ENDED, WELL)).isEmpty();
    assertThat(found(0)).isEmpty();
  }

  private static List<String> found(int wanted, InstanceState... instances) throws Exception {
    var shop =
        PlanReader.OF_ANY_PROVIDER
            .read(Path.of("..", "examples", "storefront", "lifeboat.yaml"))
            .orThrow()
            .workload("shop");
    var unit = new UnitState(wanted, 1, null, false, true, List.of(instances));
    return InstanceFindings.of(Map.of("web", unit), shop, "west");
  }
}
