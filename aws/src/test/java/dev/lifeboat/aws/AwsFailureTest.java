package dev.lifeboat.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem.Retry;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

final class AwsFailureTest {
  private final AwsFailure failure = new AwsFailure("us-west-2", "RDS", "nothing was changed");

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, LB2002, LATER",
    "400, RequestLimitExceeded, LB2002, LATER",
    "503, ServiceUnavailable, LB2002, LATER",
    "500, InternalFailure, LB2002, LATER",
    "403, ExpiredTokenException, LB7001, NEVER",
    "403, InvalidClientTokenId, LB7001, NEVER",
    "401, AuthFailure, LB7001, NEVER",
    "400, RequestExpired, LB7001, NEVER",
    "403, AccessDenied, LB7002, NEVER",
    "400, AccessDeniedException, LB7002, NEVER",
    "404, DBInstanceNotFound, LB7003, NEVER"
  })
  void each_answer_has_its_problem(int status, String code, Code told, Retry retry) {
    var answer =
        AwsServiceException.builder()
            .statusCode(status)
            .message("as told")
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("as told").build())
            .build();
    var problem = failure.of(answer);
    assertThat(problem.code()).isEqualTo(told);
    assertThat(problem.retry()).isEqualTo(retry);
    assertThat(problem.happened()).contains("RDS", "us-west-2");
    assertThat(problem.means()).isEqualTo("nothing was changed");
  }

  /// A server that answers without a body, as one that is overloaded does.
  @Test
  void an_answer_without_details_is_told_by_its_status() {
    var answer = AwsServiceException.builder().statusCode(503).build();
    assertThat(failure.of(answer).code()).isEqualTo(Code.LB2002);
  }

  @Test
  void silence_passes() {
    var problem = failure.of(ApiCallTimeoutException.create(6_000));
    assertThat(problem.code()).isEqualTo(Code.LB2002);
    assertThat(problem.retry()).isEqualTo(Retry.LATER);
  }

  @Test
  void a_call_that_took_too_long_is_told_in_words_of_ours() {
    var tried = failure.of(ApiCallTimeoutException.create(6_000));
    var once = failure.of(ApiCallAttemptTimeoutException.create(2_000));

    assertThat(tried.happened()).endsWith("does not answer: nothing came within 6000 ms");
    assertThat(once.happened()).endsWith("does not answer: nothing came within 2000 ms");
  }

  @Test
  void silence_without_a_message_is_told_by_its_cause() {
    var thrown = SdkClientException.builder().cause(new InterruptedException()).build();
    assertThat(failure.of(thrown).happened())
        .isEqualTo("RDS in us-west-2 does not answer: the call was interrupted");
  }

  /// The SDK tells of exceptions of Java and of caches.
  @Test
  void a_name_that_nobody_knows_is_told_as_that() {
    var cause = new UnknownHostException("rds.us-west-2.amazonaws.com");
    var thrown = SdkClientException.create("Received an UnknownHostException when", cause);
    assertThat(failure.of(thrown).happened())
        .isEqualTo(
            "RDS in us-west-2 does not answer: the name rds.us-west-2.amazonaws.com cannot be found");
  }

  @Test
  void a_chain_that_finds_no_credentials_is_told_as_such() {
    var thrown =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain");
    assertThat(failure.of(thrown).code()).isEqualTo(Code.LB7001);
  }

  /// `status` tells a cause once, whatever AWS put into each of its answers.
  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "403, ExpiredToken", "404, DBInstanceNotFound"})
  void answers_that_differ_by_their_call_alone_are_one_cause(int status, String code) {
    var first =
        failure.of(denied(status, code, "RQ-1", "Encoded authorization failure message: Ab1"));
    var second =
        failure.of(denied(status, code, "RQ-2", "Encoded authorization failure message: Cd2"));

    assertThat(second).isEqualTo(first);
    assertThat(first.happened()).endsWith(": you may not");
  }

  private static AwsServiceException denied(
      int status, String code, String request, String cipher) {
    return AwsServiceException.builder()
        .statusCode(status)
        .requestId(request)
        .numAttempts(request.length())
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage("you may not " + cipher)
                .serviceName("Ec2")
                .build())
        .build();
  }

  /// As some services give them: no details, or details without a word.
  @Test
  void an_answer_without_words_is_told_without_the_ids_of_its_call() {
    var bare =
        AwsServiceException.builder()
            .statusCode(403)
            .message(
                "you may not (Service: S3, Status Code: 403, Request ID: RQ-1) (SDK Attempt Count: 1)")
            .build();
    var mute =
        AwsServiceException.builder()
            .statusCode(403)
            .requestId("RQ-1")
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
            .build();

    assertThat(failure.of(bare).happened()).endsWith(": without details: you may not");
    assertThat(failure.of(mute).happened()).endsWith("denies a call: status 403 without a word");
  }
}
