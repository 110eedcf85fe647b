package dev.lifeboat.aws.dynamodb;

import static java.util.stream.Collectors.toMap;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Items and objects of an account in which commit 5f629ed0 moved a shop, at one moment.
///
/// @param all by `table NAME in REGION` and `object BUCKET/KEY`
public record GoldenItems(JsonNode all) {
  static final String ARBITER = "eu-central-1";

  /// @param moment when they were taken
  public static GoldenItems of(String moment) throws URISyntaxException {
    var file = GoldenItems.class.getResource("/golden/5f629ed0/" + moment + ".json");
    return new GoldenItems(
        JsonMapper.shared().readTree(Path.of(Objects.requireNonNull(file).toURI()).toFile()));
  }

  /// The text of an object, one character a byte.
  public String object(String place) {
    return all.required("object " + place).asString();
  }

  List<Map<String, AttributeValue>> table(String name, String region) {
    return all.required("table %s in %s".formatted(name, region))
        .valueStream()
        .map(GoldenItems::item)
        .toList();
  }

  /// Answers of the tables of `region`.
  DynamoDbClient dynamo(String region) {
    return new Tables(this, region);
  }

  private static Map<String, AttributeValue> item(JsonNode item) {
    return item.propertyStream().collect(toMap(Map.Entry::getKey, it -> value(it.getValue())));
  }

  private static AttributeValue value(JsonNode typed) {
    var content = typed.iterator().next();
    var type = typed.propertyNames().iterator().next();
    return switch (type) {
      case "S" -> AttributeValue.fromS(content.asString());
      case "N" -> AttributeValue.fromN(content.asString());
      case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
      case "M" -> AttributeValue.fromM(item(content));
      default -> throw new IllegalArgumentException("no items of type " + type);
    };
  }

  private record Tables(GoldenItems items, String region) implements DynamoDbClient {
    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      var found =
          items.table(request.tableName(), region).stream()
              .filter(item -> item.entrySet().containsAll(request.key().entrySet()))
              .findFirst();
      return GetItemResponse.builder().item(found.orElse(null)).build();
    }

    /// All of one run.
    @Override
    public QueryResponse query(QueryRequest request) {
      var run = request.expressionAttributeValues().get(":run");
      var found =
          items.table(request.tableName(), region).stream()
              .filter(
                  item -> Optional.ofNullable(item.get(DynamoJournal.RUN)).equals(Optional.of(run)))
              .sorted(Comparator.comparingLong(GoldenItems::sequence))
              .toList();
      return QueryResponse.builder().items(found).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static long sequence(Map<String, AttributeValue> item) {
    return Long.parseLong(Objects.requireNonNull(item.get(DynamoJournal.SEQUENCE)).n());
  }
}
