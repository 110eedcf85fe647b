package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import org.junit.jupiter.api.Test;

final class AlarmRightsTest {
  private static final String LOOK = "cloudwatch:DescribeAlarms";

  /// Whoever checks looks whether the writer answers, by what a watch of it would look at.
  @Test
  void a_check_may_look_at_alarms_where_the_plan_names_one() throws Exception {
    assertThat(actions(Malls.alarmed(1))).contains(LOOK);
    assertThat(actions(Malls.of(1))).doesNotContain(LOOK);
  }

  private static Iterable<String> actions(Plan plan) throws ProblemException {
    return IamPolicy.of(plan, IamPolicy.Use.CHECK, "123456789012").statements().stream()
        .flatMap(it -> it.actions().stream())
        .toList();
  }
}
