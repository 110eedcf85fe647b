package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.wire.RefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallProblemsTest {

  /// An agent of an earlier release says LB2001 to everything; one of a later release may say what
  /// nobody knows here.
  @ParameterizedTest
  @CsvSource({"LB2001, LB2001", "LB2012, LB2012", "LB2999, LB2001", "LB5003, LB2001"})
  void a_refusal_has_the_code_of_its_cause_where_the_agent_tells_it(String told, Code code) {
    var problem =
        CallProblems.problem("promote", new RefusedException(409, told, "it must be cloned"))
            .problem();

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.code().exitCode()).isEqualTo(3);
    assertThat(problem.retry()).isEqualTo(Problem.Retry.LATER);
    assertThat(problem.happened()).isEqualTo("promote: it must be cloned");
  }

  /// It may have kept the change and failed to tell so: a front door that could not sync a folder.
  @ParameterizedTest
  @CsvSource({
    "409, nothing was changed by this request",
    "500, whether it took effect is looked at again"
  })
  void a_part_that_failed_may_have_changed_something(int status, String means) {
    var told = new RefusedException(status, Code.LB4003, "no space left");

    assertThat(CallProblems.problem("route", told).problem().means()).isEqualTo(means);
  }
}
