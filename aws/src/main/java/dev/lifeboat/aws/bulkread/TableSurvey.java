package dev.lifeboat.aws.bulkread;

import dev.lifeboat.aws.dynamodb.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Items of tables: whoever asks for one that is wanted, asks for all of them in that table. Any
/// other is asked for once, however many workloads ask.
final class TableSurvey implements DynamoDbClient, PageClient {
  private static final int ITEMS = 100;

  /// DynamoDB hands keys back while it is busy; as often as all attempts of a call.
  private static final int TRIES = 4;

  private record Table(String name, Set<String> keyNames) {}

  private final DynamoDbClient dynamo;
  private final Set<Item> wanted;
  private final CachedAnswers<Table, Map<Item, Item>> tables = new CachedAnswers<>(this::read);
  private final CachedAnswers<GetItemRequest, GetItemResponse> others;
  private final CachedAnswers<DescribeTableRequest, DescribeTableResponse> described;

  /// @param wanted the keys of items, each of its table's names
  TableSurvey(DynamoDbClient dynamo, Set<Item> wanted) {
    this.dynamo = dynamo;
    this.wanted = wanted;
    this.others = new CachedAnswers<>(dynamo::getItem);
    this.described = new CachedAnswers<>(dynamo::describeTable);
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    return described.get(request);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    var key = new Item(request.key());
    if (!wanted.contains(key)) {
      return others.get(request);
    }
    var found = tables.get(new Table(request.tableName(), request.key().keySet())).get(key);
    var answer = GetItemResponse.builder();
    return found == null ? answer.build() : answer.item(found.attributes()).build();
  }

  private Map<Item, Item> read(Table table) {
    var keys =
        wanted.stream()
            .map(Item::attributes)
            .filter(it -> it.keySet().equals(table.keyNames()))
            .toList();
    var found = new HashMap<Item, Item>();
    for (var item : Batches.each(keys, ITEMS, batch -> read(table.name(), batch))) {
      var key = new HashMap<>(item);
      key.keySet().retainAll(table.keyNames());
      found.put(new Item(key), new Item(item));
    }
    return found;
  }

  private List<Map<String, AttributeValue>> read(
      String table, Collection<Map<String, AttributeValue>> keys) {
    var found = new ArrayList<Map<String, AttributeValue>>();
    var left = Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int tries = 0; tries < TRIES; tries++) {
      var asked = left;
      var answer = dynamo.batchGetItem(it -> it.requestItems(asked));
      answer.responses().values().forEach(found::addAll);
      if (answer.unprocessedKeys().isEmpty()) {
        return found;
      }
      left = answer.unprocessedKeys();
    }
    throw SdkClientException.create(
        "keys of table %s were handed back %d times".formatted(table, TRIES));
  }
}
