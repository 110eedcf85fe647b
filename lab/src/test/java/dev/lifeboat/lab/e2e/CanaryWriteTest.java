package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.LabInspection;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.runbook.Mode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What `check` tells of the write that a drill would measure by, with a whole lab.
@ExtendWith(SharedLab.InTests.class)
final class CanaryWriteTest {
  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(plan -> plan);
  }

  @Test
  void one_that_is_taken_is_no_concern_and_leaves_nothing() throws Exception {
    var before = lab.inventory();

    assertThat(told(plan -> plan)).isEmpty();

    LabAwait.same(before, lab::inventory);
  }

  @Test
  void a_service_without_the_path_is_told_before_a_drill_measures_nothing() throws Exception {
    var told = told(plan -> plan.replace("/orders/{client}/{number}", "/notes/{client}/{number}"));

    assertThat(told)
        .singleElement()
        .satisfies(concern -> {
          assertThat(concern.weight()).isEqualTo(Concern.Weight.WARNING);
          assertThat(concern.phrase())
              .contains("'PUT /notes/{client}/{number}' is not taken: it was answered with 404");
          assertThat(concern.problem().orElseThrow().action())
              .endsWith(
                  "for a service without such a path, drill by 'basis: database' in lab.canary");
        });
  }

  @Test
  void without_a_way_to_remove_it_none_is_made_and_that_is_told() throws Exception {
    var told = told(plan -> plan.replaceFirst("(?s)\\n    rows:.*", "\n"));

    assertThat(told)
        .singleElement()
        .satisfies(concern -> assertThat(concern.phrase()).contains("is not known"));
  }

  @Test
  void a_canary_that_writes_past_the_service_asks_it_nothing() throws Exception {
    assertThat(told(plan -> plan.replaceFirst("(?s)\\n    write:.*", "\n    basis: database\n")))
        .isEmpty();
  }

  private static List<Concern> told(UnaryOperator<String> edit) throws Exception {
    var planned = lab.planned(edit);
    var failover =
        new LabKind().compiler().compile(planned.plan, planned.shop, Mode.FAILOVER, "east");
    return new LabInspection(planned.lab)
        .of(planned.shop, failover).stream()
            .filter(it -> it.problem().map(Problem::code).filter(Code.LB2024::equals).isPresent())
            .toList();
  }
}
