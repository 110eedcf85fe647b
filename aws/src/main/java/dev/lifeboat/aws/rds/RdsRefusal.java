package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What RDS refuses and what that means for a goal, where it is more than "refused".
///
/// @param goal as a phrase
/// @param region of AWS
record RdsRefusal(String goal, String region) {
  private static final String UNCHANGED = "nothing was changed by this request";

  private static final Set<String> BUSY =
      Set.of("InvalidDBInstanceState", "InvalidDBInstanceStateFault");
  private static final Set<String> QUOTAS =
      Set.of("InstanceQuotaExceeded", "InstanceQuotaExceededFault", "StorageQuotaExceeded");
  private static final Set<String> NO_CAPACITY = Set.of("InsufficientDBInstanceCapacity");
  private static final Set<String> KEYS = Set.of("KMSKeyNotAccessibleFault");

  /// The failure itself, unless RDS's own code says more.
  ProblemException of(ProblemException failed) {
    if (!(failed.getCause() instanceof AwsServiceException answer)
        || answer.awsErrorDetails() == null) {
      return failed;
    }
    var code = String.valueOf(answer.awsErrorDetails().errorCode());
    var why = "%s: RDS in %s answers %s".formatted(goal, region, answer.getMessage());
    return problem(code, why).map(told -> new ProblemException(told, failed)).orElse(failed);
  }

  private Optional<Problem> problem(String code, String why) {
    if (BUSY.contains(code)) {
      return Optional.of(
          Problem.passing(
              Code.LB2005, why, UNCHANGED, "nothing, as a rule: it is looked at and asked again"));
    }
    if (QUOTAS.contains(code)) {
      return lasting(
          why,
          "raise the quota of RDS in %s, or delete instances that were set aside"
              .formatted(region));
    }
    if (NO_CAPACITY.contains(code)) {
      return Optional.of(
          Problem.passing(
              Code.LB2015, why, UNCHANGED, "choose another instance class if it stays so"));
    }
    return KEYS.contains(code)
        ? lasting(
            why,
            "name a KMS key of %s that is enabled and that Lifeboat's role may use"
                .formatted(region))
        : Optional.empty();
  }

  private static Optional<Problem> lasting(String why, String action) {
    return Optional.of(Problem.lasting(Code.LB2015, why, UNCHANGED, action));
  }
}
