package dev.lifeboat.aws.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Tables in memory, each of whose items has the key `workload`, or `run` and no second line: what
/// is written depends on the condition alone. Thread-safe.
public final class MemoryDynamo implements DynamoDbClient {
  private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
  private Runnable meanwhile = () -> {};
  private int writes;
  private boolean silent;

  /// A table of them.
  public static DynamoTable table(MemoryDynamo dynamo) {
    return new DynamoTable(dynamo, "eu-central-1", "table");
  }

  private static String key(Map<String, AttributeValue> of) {
    return Optional.ofNullable(of.get("workload")).orElseGet(() -> of.get("run")).s();
  }

  /// Somebody else acts once, right before the next write.
  public synchronized void meanwhile(Runnable act) {
    meanwhile = act;
  }

  /// How often an item was written.
  public synchronized int writes() {
    return writes;
  }

  /// Whether nobody reaches them.
  public synchronized void silence(boolean now) {
    silent = now;
  }

  private void requireReached() {
    if (silent) {
      throw SdkClientException.create("no way there");
    }
  }

  /// Runs without the lock: what somebody else does may come from another thread.
  private void letOthersAct() {
    next().run();
  }

  private synchronized Runnable next() {
    requireReached();
    var next = meanwhile;
    meanwhile = () -> {};
    return next;
  }

  @Override
  public synchronized GetItemResponse getItem(GetItemRequest request) {
    requireReached();
    var found = items.get(key(request.key()));
    return GetItemResponse.builder().item(found).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    letOthersAct();
    return put(request);
  }

  private synchronized PutItemResponse put(PutItemRequest request) {
    var key = key(request.item());
    require(
        key,
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues());
    items.put(key, request.item());
    writes++;
    return PutItemResponse.builder().build();
  }

  /// Of the form `SET a = :a, b = :b REMOVE c`.
  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    letOthersAct();
    return update(request);
  }

  private synchronized UpdateItemResponse update(UpdateItemRequest request) {
    var key = key(request.key());
    require(
        key,
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues());
    var item = new HashMap<>(items.getOrDefault(key, request.key()));
    var parts = request.updateExpression().split(" REMOVE ", -1);
    for (var set : parts[0].replaceFirst("^SET ", "").split(", ", -1)) {
      var sides = set.split(" = ", -1);
      item.put(sides[0], request.expressionAttributeValues().get(sides[1]));
    }
    for (int i = 1; i < parts.length; i++) {
      item.remove(parts[i]);
    }
    items.put(key, item);
    writes++;
    return UpdateItemResponse.builder().attributes(item).build();
  }

  private void require(
      String key, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    if (condition == null) {
      return;
    }
    var present = items.getOrDefault(key, Map.of());
    if (!WriteCondition.holds(condition, names, values, present)) {
      var refused = ConditionalCheckFailedException.builder();
      throw (present.isEmpty() ? refused : refused.item(present)).message("refused").build();
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
