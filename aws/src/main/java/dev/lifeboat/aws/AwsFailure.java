package dev.lifeboat.aws;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.wire.NoAnswer;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Why a call of AWS failed, as told to a person.
///
/// @param region in which the call was made
/// @param service such as `DynamoDB`
/// @param means what the failure leaves undone, for the person who reads it
public record AwsFailure(String region, String service, String means) {
  private static final int SERVER_ERROR = 500;

  /// Another region wrote the same item of a global table at that moment; nothing was written.
  private static final String WRITTEN_ELSEWHERE = "ReplicatedWriteConflictException";

  /// As the SDK writes them into a message that has no details, and as EC2 encodes a denial.
  private static final Pattern OF_ONE_CALL =
      Pattern.compile(
          " ?\\(Service: [^)]*\\)| ?\\(SDK Attempt Count: \\d+\\)"
              + "|,? ?\\(?(?:Extended )?Request ID: [\\w/+=-]+\\)?"
              + "| ?Encoded authorization failure message: \\S+");

  /// What the failure of a request leaves undone where each attempt begins with a look.
  ///
  /// @param what the request is for
  public static String lookedAtBeforeRepeated(String what) {
    return "whether the request for %s took effect is looked at before it is repeated"
        .formatted(what);
  }

  /// What `thrown` is: no answer and throttling pass by themselves, everything else stays.
  public Problem of(SdkException thrown) {
    if (thrown instanceof AwsServiceException answer) {
      return answered(answer);
    }
    return isAboutCredentials(thrown)
        ? noCredentials(thrown)
        : unanswered("does not answer: " + reason(thrown));
  }

  private Problem answered(AwsServiceException answer) {
    var details = answer.awsErrorDetails();
    var code = details == null ? "without details" : String.valueOf(details.errorCode());
    if (answer.isThrottlingException()
        || answer.statusCode() >= SERVER_ERROR
        || code.equals(WRITTEN_ELSEWHERE)) {
      return unanswered("answers %d %s".formatted(answer.statusCode(), code));
    }
    return switch (code) {
      case "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "AuthFailure",
          "RequestExpired",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "InvalidAccessKeyId" ->
          noCredentials(answer);
      case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized" ->
          Problem.lasting(
              Code.LB7002,
              "%s in %s denies a call: %s".formatted(service, region, words(answer)),
              means,
              "allow the action that is named to the role that Lifeboat runs as: 'lifeboat"
                  + " iam-policy PLAN --for check', or for what else it does, prints its policy");
      default ->
          Problem.lasting(
              Code.LB7003,
              "%s in %s refuses a call: %s: %s".formatted(service, region, code, words(answer)),
              means,
              "check the names and the region in the plan against what is in the account");
    };
  }

  private Problem noCredentials(SdkException thrown) {
    return Problem.lasting(
        Code.LB7001,
        "no valid credentials for %s in %s: %s"
            .formatted(
                service,
                region,
                isAboutCredentials(thrown)
                    ? "there are none where the AWS command line would look for them"
                    : words(thrown)),
        means,
        "sign in again, or set AWS_PROFILE or the usual AWS variables, and repeat the command");
  }

  private Problem unanswered(String how) {
    return Problem.passing(
        Code.LB2002,
        "%s in %s %s".formatted(service, region, how),
        means,
        "try again; if it stays, see the health of %s in %s".formatted(service, region));
  }

  /// What AWS or its SDK says, without what differs in each call: ids of a request, the number of
  /// attempts, a denial in cipher. So one cause stays one text; `--debug` shows all of it.
  public static String words(SdkException thrown) {
    var details = thrown instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
    var said = details == null ? thrown.rawMessage() : details.errorMessage();
    if (said == null) {
      return thrown instanceof AwsServiceException answer
          ? "status %d without a word".formatted(answer.statusCode())
          : thrown.getClass().getSimpleName();
    }
    return OF_ONE_CALL.matcher(said).replaceAll("");
  }

  /// Some exceptions of the SDK have no message, only a cause that is named instead.
  private static String reason(SdkException thrown) {
    for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException unknown) {
        return "the name %s cannot be found".formatted(unknown.getMessage());
      }
    }
    if (thrown instanceof ApiCallTimeoutException
        || thrown instanceof ApiCallAttemptTimeoutException) {
      return words(thrown).replaceFirst("(?s).*?(\\d+) millis.*", "nothing came within $1 ms");
    }
    if (thrown.rawMessage() != null) {
      return words(thrown);
    }
    return NoAnswer.why(thrown.getCause() == null ? thrown : thrown.getCause());
  }

  /// The SDK has no type of its own for it: a chain that found nothing is told by its message.
  private static boolean isAboutCredentials(SdkException thrown) {
    return String.valueOf(thrown.getMessage()).contains("Unable to load credentials");
  }
}
