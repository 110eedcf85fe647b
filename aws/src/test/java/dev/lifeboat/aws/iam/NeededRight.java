package dev.lifeboat.aws.iam;

import java.util.List;
import java.util.Map;

/// One right that a call needs by IAM's rules.
///
/// @param action such as `rds:ModifyDBInstance`
/// @param resource its ARN; `*` of an action that knows none
/// @param context keys that the request tells of, such as `dynamodb:LeadingKeys`
public record NeededRight(String action, String resource, Map<String, List<String>> context) {
  /// The keys of DynamoDB's items that a call names.
  public static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  public NeededRight(String action, String resource) {
    this(action, resource, Map.of());
  }
}
