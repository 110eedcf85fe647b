package dev.lifeboat.aws.dynamodb;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;

/// A region's way to items that other regions reach too.
final class ReplicaOfMemory implements DynamoDbClient {
  private final DynamoDbClient items;
  private final String region;
  private List<String> others;
  MultiRegionConsistency consistency = MultiRegionConsistency.STRONG;
  boolean silent;
  boolean losesAnswers;
  int asked;

  ReplicaOfMemory(DynamoDbClient items, String region, List<String> others) {
    this.items = items;
    this.region = region;
    this.others = others;
  }

  DynamoTable table() {
    return new DynamoTable(this, region, "placements");
  }

  void isWithout(String other) {
    others = others.stream().filter(it -> !it.equals(other)).toList();
  }

  private void requireReached() {
    asked++;
    if (silent) {
      throw SdkClientException.create("no way to " + region);
    }
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    requireReached();
    return DescribeTableResponse.builder()
        .table(it ->
            it.tableName(request.tableName())
                .multiRegionConsistency(consistency)
                .replicas(
                    others.stream()
                        .map(other -> ReplicaDescription.builder().regionName(other).build())
                        .toList()))
        .build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    requireReached();
    return items.getItem(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    requireReached();
    var answer = items.putItem(request);
    if (losesAnswers) {
      throw SdkClientException.create("no answer from " + region);
    }
    return answer;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
