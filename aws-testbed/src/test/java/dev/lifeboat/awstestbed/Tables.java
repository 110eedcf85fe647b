package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.dynamodb.PlanTable;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Makes the tables of `docs/aws.md`, each under a name of its own.
public final class Tables {
  /// Neither the primary nor the recovery region of the tests.
  public static final String REGION = "eu-central-1";

  private Tables() {}

  public static String newPlacements(TestBed bed) {
    return make(
        bed, List.of(REGION), List.of(key("workload", KeyType.HASH, ScalarAttributeType.S)));
  }

  /// The table of that name in [#REGION].
  public static DynamoTable table(TestBed bed, String name) {
    return DynamoTable.of(bed.clients(), REGION, name);
  }

  public static String newVotes(TestBed bed, String region) {
    return newVotes(bed, List.of(region));
  }

  /// One of the same name in each region.
  public static String newVotes(TestBed bed, List<String> regions) {
    return make(bed, regions, List.of(key("workload", KeyType.HASH, ScalarAttributeType.S)));
  }

  public static String newJournals(TestBed bed) {
    return newJournals(bed, List.of(REGION));
  }

  /// One of the same name in each region.
  public static String newJournals(TestBed bed, List<String> regions) {
    return make(
        bed,
        regions,
        List.of(
            key("run", KeyType.HASH, ScalarAttributeType.S),
            key("sequence", KeyType.RANGE, ScalarAttributeType.N)));
  }

  private record Key(KeySchemaElement element, AttributeDefinition attribute) {}

  private static Key key(String name, KeyType role, ScalarAttributeType type) {
    return new Key(
        KeySchemaElement.builder().attributeName(name).keyType(role).build(),
        AttributeDefinition.builder().attributeName(name).attributeType(type).build());
  }

  /// All that `plan` names, where it has them.
  static void create(TestBed bed, Plan plan) {
    for (var region : plan.regions().values()) {
      for (var table : PlanTable.of(plan, region)) {
        make(bed, AwsRegion.nameOf(region), table.name(), keys(table));
      }
    }
  }

  private static List<Key> keys(PlanTable table) {
    var keys = new ArrayList<Key>();
    for (var key : table.keys()) {
      keys.add(
          key(
              key.name(),
              keys.isEmpty() ? KeyType.HASH : KeyType.RANGE,
              key.number() ? ScalarAttributeType.N : ScalarAttributeType.S));
    }
    return keys;
  }

  private static String make(TestBed bed, List<String> regions, List<Key> keys) {
    var name = "t-" + UUID.randomUUID();
    regions.forEach(region -> make(bed, region, name, keys));
    return name;
  }

  private static void make(TestBed bed, String region, String name, List<Key> keys) {
    var request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys.stream().map(Key::element).toList())
            .attributeDefinitions(keys.stream().map(Key::attribute).toList())
            .build();
    try {
      bed.clients().client(AwsApi.dynamo(), region).createTable(request);
    } catch (ResourceInUseException repeated) {
      // The name is nobody else's: the answer to the first attempt was late, and this is a second.
      assertThat(repeated).hasMessageContaining(name);
    }
  }
}
