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
}
