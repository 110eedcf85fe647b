package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// A refusal of RDS and what it means for a goal, where it is more than "refused".
///
/// @param goal as a phrase
/// @param region of AWS
record RdsRefusal(String goal, String region) {
  private static final String UNCHANGED = "nothing was changed by this request";

  /// The failure itself, unless RDS's own code says more.
  ProblemException of(ProblemException failed) {
    if (!(failed.getCause() instanceof AwsServiceException answer)
        || answer.awsErrorDetails() == null) {
      return failed;
    }
    var code = String.valueOf(answer.awsErrorDetails().errorCode());
    var why = "%s: RDS in %s answers %s".formatted(goal, region, AwsFailure.words(answer));
    return problem(code, why).map(told -> new ProblemException(told, failed)).orElse(failed);
  }

  private Optional<Problem> problem(String code, String why) {
    return switch (code) {
      case "InvalidDBInstanceState", "InvalidDBInstanceStateFault" ->
          Optional.of(
              Problem.passing(
                  Code.LB2005,
                  why,
                  UNCHANGED,
                  "nothing, as a rule: it is looked at and asked again"));
      case "InstanceQuotaExceeded", "InstanceQuotaExceededFault", "StorageQuotaExceeded" ->
          lasting(
              why,
              "raise the quota of RDS in %s, or delete instances that were set aside"
                  .formatted(region));
      case "InsufficientDBInstanceCapacity" ->
          Optional.of(
              Problem.passing(
                  Code.LB2015, why, UNCHANGED, "choose another instance class if it stays so"));
      case "KMSKeyNotAccessibleFault" ->
          lasting(
              why,
              "name a KMS key of %s that is enabled and that Lifeboat's role may use"
                  .formatted(region));
      default -> Optional.empty();
    };
  }

  private static Optional<Problem> lasting(String why, String action) {
    return Optional.of(Problem.lasting(Code.LB2015, why, UNCHANGED, action));
  }
}
