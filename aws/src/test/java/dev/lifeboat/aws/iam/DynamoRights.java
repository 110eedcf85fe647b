package dev.lifeboat.aws.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The rights that a request to DynamoDB needs, with the keys of its items.
///
/// Source: "Using IAM policy conditions for fine-grained access control" of the DynamoDB guide.
record DynamoRights(Arns arns, String region) {
  /// The partition keys of the tables that there are, the more telling one first: a placement has
  /// no `run`.
  private static final List<String> KEYS = List.of("run", "workload");

  List<NeededRight> of(String call, JsonNode members) {
    if (call.equals("BatchGetItem")) {
      return members.get("RequestItems").properties().stream()
          .map(it ->
              right(
                  call,
                  it.getKey(),
                  it.getValue().get("Keys").values().stream()
                      .flatMap(key -> key(key).stream())
                      .toList()))
          .toList();
    }
    if (!members.has("TableName")) {
      return List.of(new NeededRight("dynamodb:" + call, "*"));
    }
    var table = members.get("TableName").asString();
    if (call.equals("Query")) {
      // By the whole key: its value is the only text that is asked for.
      var values = members.path("ExpressionAttributeValues").values().stream();
      return List.of(right(call, table, texts(values)));
    }
    var item = members.has("Item") ? members.get("Item") : members.path("Key");
    return List.of(right(call, table, key(item).stream().toList()));
  }

  private NeededRight right(String call, String table, List<String> keys) {
    return new NeededRight(
        "dynamodb:" + call,
        table(table),
        keys.isEmpty() ? Map.of() : Map.of(NeededRight.LEADING_KEYS, keys));
  }

  private static List<String> texts(Stream<JsonNode> values) {
    return values.filter(it -> it.has("S")).map(it -> it.get("S").asString()).toList();
  }

  private String table(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : arns.of("dynamodb", region, "table/" + nameOrArn);
  }

  private static Optional<String> key(JsonNode item) {
    return KEYS.stream()
        .map(it -> item.path(it).path("S"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .findFirst();
  }
}
