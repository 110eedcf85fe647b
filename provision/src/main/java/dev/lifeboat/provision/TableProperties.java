package dev.lifeboat.provision;

import dev.lifeboat.aws.dynamodb.PlanTable;
import java.util.ArrayList;
import java.util.Map;

/// Tables of DynamoDB as types and properties of CloudFormation.
final class TableProperties {
  private TableProperties() {}

  /// The type of `table`.
  static String type(PlanTable table) {
    return table.replicas().isEmpty() ? "AWS::DynamoDB::Table" : "AWS::DynamoDB::GlobalTable";
  }

  static Map<String, Object> of(CloudResource.Table resource) {
    return resource.table().replicas().isEmpty() ? ofOneRegion(resource) : global(resource.table());
  }

  private static Map<String, Object> ofOneRegion(CloudResource.Table resource) {
    var table = resource.table();
    var properties = any(table);
    properties.put(
        "SSESpecification",
        JsonTree.of(
            "SSEEnabled",
            true,
            "SSEType",
            "KMS",
            "KMSMasterKeyId",
            CloudFormationPolicies.arn(resource.key())));
    properties.putAll(
        JsonTree.of(
            "TimeToLiveSpecification",
            table.expires().map(it -> JsonTree.of("AttributeName", it, "Enabled", true)),
            "PointInTimeRecoverySpecification",
            JsonTree.of("PointInTimeRecoveryEnabled", true),
            "DeletionProtectionEnabled",
            true));
    return properties;
  }

  /// Of strong consistency, with a replica in each of its regions.
  private static Map<String, Object> global(PlanTable table) {
    var properties = any(table);
    properties.putAll(
        JsonTree.of(
            "MultiRegionConsistency",
            "STRONG",
            "Replicas",
            table.replicas().stream()
                .map(it ->
                    JsonTree.of(
                        "Region",
                        it,
                        "PointInTimeRecoverySpecification",
                        JsonTree.of("PointInTimeRecoveryEnabled", true),
                        "DeletionProtectionEnabled",
                        true))
                .toList()));
    return properties;
  }

  private static Map<String, Object> any(PlanTable table) {
    var schema = new ArrayList<Object>();
    for (var key : table.keys()) {
      schema.add(
          JsonTree.of("AttributeName", key.name(), "KeyType", schema.isEmpty() ? "HASH" : "RANGE"));
    }
    return JsonTree.of(
        "TableName",
        table.name(),
        "BillingMode",
        "PAY_PER_REQUEST",
        "KeySchema",
        schema,
        "AttributeDefinitions",
        table.keys().stream()
            .map(it -> JsonTree.of("AttributeName", it.name(), "AttributeType", it.type()))
            .toList(),
        "SSESpecification",
        JsonTree.of("SSEEnabled", true));
  }
}
