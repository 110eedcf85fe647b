package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.Problem.Retry;
import dev.lifeboat.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.rds.model.RdsException;

/// What RDS refuses becomes what that means for a goal.
final class RdsRefusalTest {
  private static final Problem REFUSED = Problem.lasting(Code.LB7003, "refused", "m", "a");

  private static ProblemException failed(Throwable cause) {
    return new ProblemException(REFUSED, cause);
  }

  private static Problem told(ProblemException failed) {
    return new RdsRefusal("orders is promoted", "us-west-2").of(failed).problem();
  }

  private static RdsException answer(String code) {
    var details = AwsErrorDetails.builder().errorCode(code).errorMessage("because").build();
    return (RdsException) RdsException.builder().awsErrorDetails(details).statusCode(400).build();
  }

  /// What passes is asked for again; the rest waits for a person.
  @ParameterizedTest
  @CsvSource({
    "InvalidDBInstanceState, LB2005, LATER",
    "InvalidDBInstanceStateFault, LB2005, LATER",
    "InsufficientDBInstanceCapacity, LB2015, LATER",
    "InstanceQuotaExceeded, LB2015, NEVER",
    "StorageQuotaExceeded, LB2015, NEVER",
    "KMSKeyNotAccessibleFault, LB2015, NEVER",
    "InvalidParameterValue, LB7003, NEVER"
  })
  void a_refusal_is_told_by_its_code(String answer, Code code, Retry retry) {
    var told = told(failed(answer(answer)));
    assertThat(told.code()).isEqualTo(code);
    assertThat(told.retry()).isEqualTo(retry);
  }

  @Test
  void the_goal_and_the_words_of_rds_are_told() {
    assertThat(told(failed(answer("InvalidDBInstanceState"))).happened())
        .isEqualTo("orders is promoted: RDS in us-west-2 answers because");
  }

  @Test
  void what_is_no_answer_stays_what_it_is() {
    assertThat(told(failed(new IllegalStateException("no way there")))).isEqualTo(REFUSED);
    assertThat(told(failed(RdsException.builder().message("without details").build())))
        .isEqualTo(REFUSED);
  }
}
