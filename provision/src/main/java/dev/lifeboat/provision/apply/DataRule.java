package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/// What holds data is never taken away by a stack, whatever a template in the account says.
final class DataRule {
  private static final List<String> DATA =
      List.of(
          "AWS::Backup::",
          "AWS::DynamoDB::",
          "AWS::DocDB::",
          "AWS::EFS::FileSystem",
          "AWS::ElastiCache::",
          "AWS::KMS::Key",
          "AWS::RDS::",
          "AWS::S3::Bucket",
          "AWS::SecretsManager::Secret");

  /// Belongs to data and holds none.
  private static final List<String> NO_DATA =
      List.of("AWS::S3::BucketPolicy", "AWS::RDS::DBSubnetGroup", "AWS::RDS::DBParameterGroup");

  private DataRule() {}

  /// Refuses a resource that would go with what it holds.
  ///
  /// @param resource as the template in the account has it
  /// @throws ProblemException LB3019
  static void requireKept(StackAddress at, String id, Optional<StackTemplate.Resource> resource)
      throws ProblemException {
    if (resource.filter(it -> !it.kept() && holdsData(it.type())).isPresent()) {
      throw ProblemException.lasting(
          Code.LB3019,
          "%s would delete %s '%s'".formatted(at.words(), resource.get().type(), id),
          "it may hold data; nothing of this stack was changed",
          "give it DeletionPolicy Retain in the stack's template first: aws cloudformation"
              + " update-stack --region %s --stack-name %s".formatted(at.awsRegion(), at.name()));
    }
  }

  /// Refuses to make anew, and empty, what somebody deleted beside CloudFormation.
  ///
  /// @throws ProblemException LB3019
  static void requireNoneGone(DriftFindings drift) throws ProblemException {
    for (var gone : drift.drifts()) {
      if (gone.deleted() && !gone.isObject() && holdsData(gone.type())) {
        throw ProblemException.lasting(
            Code.LB3019,
            "%s '%s' was deleted by hand, and a new one would be empty"
                .formatted(gone.type(), gone.name().isEmpty() ? gone.id() : gone.name()),
            "it may say where writers are; nothing was changed",
            "restore it under its name; if nobody needs what it held: aws cloudformation"
                + " delete-stack --region %s --stack-name %s, which keeps the others"
                    .formatted(gone.at().awsRegion(), gone.at().name()));
      }
    }
  }

  private static boolean holdsData(String type) {
    return DATA.stream().anyMatch(type::startsWith) && !NO_DATA.contains(type);
  }
}
