package dev.lifeboat.provision.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Types of resources of a stack that no plan is made of, but that hold data, run code or lead
/// further, so that a person must hear of them.
final class OtherStackTypes {
  private static final String NESTED = "AWS::CloudFormation::Stack";

  /// All of these services holds data or runs code, but for a few helpers of it.
  private static final Set<String> SERVICES =
      Set.of(
          "AmazonMQ",
          "Cassandra",
          "Cognito",
          "DAX",
          "DocDB",
          "DynamoDB",
          "EFS",
          "EKS",
          "ElastiCache",
          "Elasticsearch",
          "FSx",
          "Kinesis",
          "KinesisFirehose",
          "Lambda",
          "MSK",
          "MemoryDB",
          "Neptune",
          "OpenSearchServerless",
          "OpenSearchService",
          "QLDB",
          "Redshift",
          "RedshiftServerless",
          "SQS",
          "SecretsManager",
          "Timestream");

  private static final Set<String> TYPES =
      Set.of(
          "AWS::DSQL::Cluster",
          "AWS::EC2::Instance",
          "AWS::EC2::Volume",
          "AWS::RDS::DBCluster",
          "AWS::RDS::GlobalCluster",
          "AWS::S3Express::DirectoryBucket",
          "AWS::SSM::Parameter");

  /// Ends of types that only allow, lay out or tell.
  private static final List<String> LESSER =
      List.of(
          "Permission",
          "Policy",
          "SubnetGroup",
          "ParameterGroup",
          "Version",
          "Alias",
          "EventSourceMapping",
          "LayerVersion",
          "RotationSchedule",
          "SecretTargetAttachment",
          "MountTarget",
          "UserPoolClient",
          "UserPoolDomain");

  /// Tag that ECS puts on a group whose size it manages.
  static final String OF_A_CLUSTER = "AmazonECSManaged";

  /// Why such a group is no service.
  static final String CAPACITY =
      "a cluster of ECS runs its tasks there; the service is the cluster's";

  private OtherStackTypes() {}

  /// Whether a stack with such a thing gives its groups to a cluster of ECS.
  static boolean isCapacity(String type) {
    return type.startsWith("AWS::ECS::") && type.contains("CapacityProvider");
  }

  /// Why a resource is not in the plan; empty where nobody would look for it there.
  ///
  /// @param stacks that are read, by the names that a person gave
  /// @param id of a stack its ARN; null of what is being made
  static Optional<String> why(String type, List<String> stacks, @Nullable String id) {
    if (type.equals(NESTED)) {
      var name = id == null ? "" : id.replaceFirst(".*:stack/", "").replaceFirst("/.*", "");
      return stacks.contains(name)
          ? Optional.empty()
          : Optional.of("a stack of its own; give it too: --stack " + name);
    }
    var words = type.split("::", 3);
    boolean holds =
        TYPES.contains(type)
            || (words.length == 3
                && SERVICES.contains(words[1])
                && LESSER.stream().noneMatch(words[2]::endsWith));
    return holds ? Optional.of("no resource of a plan is of that type") : Optional.empty();
  }
}
