package dev.lifeboat.aws.function;

import dev.lifeboat.problem.ProblemException;
import java.util.regex.Pattern;

/// Where a function is, as its ARN tells.
///
/// @param partition of AWS, such as `aws`
record FunctionArn(String partition, String region, String account) {
  private static final Pattern ARN =
      Pattern.compile("arn:([^:]+):lambda:([^:]+):([0-9]{12}):function:.+");

  /// @throws ProblemException LB2009 when it is the ARN of no function
  static FunctionArn of(String function) throws ProblemException {
    var arn = ARN.matcher(function);
    if (!arn.matches()) {
      throw FunctionEvent.wrong(
          "'%s' is the ARN of no function".formatted(function), "let AWS Lambda call it");
    }
    return new FunctionArn(arn.group(1), arn.group(2), arn.group(3));
  }

  String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
  }
}
