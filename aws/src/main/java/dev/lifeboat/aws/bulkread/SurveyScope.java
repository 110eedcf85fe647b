package dev.lifeboat.aws.bulkread;

import dev.lifeboat.aws.dynamodb.Item;
import java.util.Map;
import java.util.Set;

/// What a plan names in one region, of what AWS is asked for by name and many at a time.
///
/// @param items of tables in DynamoDB, by their keys
/// @param instances of RDS
/// @param services of ECS, by their cluster
/// @param groups of EC2 Auto Scaling
public record SurveyScope(
    Set<Item> items, Set<String> instances, Map<String, Set<String>> services, Set<String> groups) {
  public SurveyScope {
    items = Set.copyOf(items);
    instances = Set.copyOf(instances);
    services = Map.copyOf(services);
    groups = Set.copyOf(groups);
  }

  static SurveyScope nothing() {
    return of(Set.of());
  }

  /// Items of tables alone.
  public static SurveyScope of(Set<Item> items) {
    return new SurveyScope(items, Set.of(), Map.of(), Set.of());
  }
}
