package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// A table of DynamoDB in one region, or one of several regions whose replicas are as good as
/// another: see [TableReplicas].
///
/// @param dynamo of `region`
/// @param replicas of which this is the first; empty for a table of one region
public record DynamoTable(
    DynamoDbClient dynamo, String region, String name, Optional<TableReplicas> replicas) {

  /// A table of one region.
  public DynamoTable(DynamoDbClient dynamo, String region, String name) {
    this(dynamo, region, name, Optional.empty());
  }

  /// One table of strong consistency in several regions, or of the only one.
  ///
  /// @param regions AWS's names, in the order in which they are asked
  public static DynamoTable of(AwsClients clients, List<String> regions, String name) {
    return ofReplicas(regions.stream().map(it -> of(clients, it, name)).toList());
  }

  /// The same of replicas that are there.
  public static DynamoTable ofReplicas(List<DynamoTable> all) {
    var first = all.getFirst();
    return all.size() == 1
        ? first
        : new DynamoTable(
            first.dynamo, first.region, first.name, Optional.of(new TableReplicas(all)));
  }

  /// The table of that name in `region`.
  public static DynamoTable of(AwsClients clients, String region, String name) {
    return new DynamoTable(clients.client(AwsApi.dynamo(), region), region, name);
  }

  /// What is asked for the item of `key`, as it is durable now.
  GetItemRequest.Builder get(Item key) {
    return GetItemRequest.builder().tableName(name).key(key.attributes()).consistentRead(true);
  }

  /// What writes `item`. A condition that refuses it tells what is there.
  public PutItemRequest.Builder put(Item item) {
    return PutItemRequest.builder()
        .tableName(name)
        .item(item.attributes())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /// The item of `key`, as it is durable now; an interrupt ends the call.
  ///
  /// @param means what a failure leaves undone
  Item find(Item key, String means) throws ProblemException, InterruptedException {
    var request = get(key).build();
    try {
      return new Item(call(means, it -> it.getItem(request)).item());
    } catch (ProblemException failed) {
      throw failed.getCause() instanceof ResourceNotFoundException ? missing(key, failed) : failed;
    }
  }

  /// Reads the item of `workload`, there or not.
  ///
  /// @param means what a failure leaves undone
  /// @throws ProblemException when it cannot be read, LB7005 when there is no such table
  public void requireReadable(String workload, String means)
      throws ProblemException, InterruptedException {
    var _ = find(DynamoPlacements.key(workload), means);
  }

  /// The same, waited for to its end.
  Item read(Item key, String means) throws ProblemException {
    var request = get(key).build();
    try {
      return new Item(whole(means, it -> it.getItem(request)).item());
    } catch (ProblemException failed) {
      throw failed.getCause() instanceof ResourceNotFoundException ? missing(key, failed) : failed;
    }
  }

  private ProblemException missing(Item key, ProblemException why) {
    return Problem.lasting(
            Code.LB7005,
            "%s has no table '%s'".formatted(region, name),
            why.problem().means(),
            PlanTable.asked(name, key).creation(region))
        .asException(why);
  }

  /// Makes a call that an interrupt ends.
  ///
  /// @param means what a failure leaves undone
  <T> T call(String means, RegionCall.Of<DynamoDbClient, T> call)
      throws ProblemException, InterruptedException {
    return anywhere(it -> new RegionCall<>(it.failure(means), it.dynamo).make(call));
  }

  /// Makes a call that is waited for to its end.
  ///
  /// @param means what a failure leaves undone
  /// @throws ConditionalCheckFailedException when the call's own condition does not hold
  <T> T whole(String means, RegionCall.Of<DynamoDbClient, T> call) throws ProblemException {
    return this.<T, RuntimeException>anywhere(it -> it.wholeHere(means, call));
  }

  /// The same in this region alone.
  <T> T wholeHere(String means, RegionCall.Of<DynamoDbClient, T> call) throws ProblemException {
    try {
      return UnbrokenCall.make(() -> call.make(dynamo));
    } catch (ConditionalCheckFailedException refused) {
      throw refused;
    } catch (SdkException failed) {
      throw new ProblemException(failure(means).of(failed), failed);
    }
  }

  private <T, X extends Exception> T anywhere(TableReplicas.Way<T, X> way)
      throws ProblemException, X {
    return replicas.isPresent() ? replicas.get().ask(way) : way.at(this);
  }

  /// Makes a conditional write.
  ///
  /// @return whether its condition held
  public boolean putIf(PutItemRequest.Builder write, String means)
      throws ProblemException, InterruptedException {
    return anywhere(table ->
        new RegionCall<>(table.failure(means), table.dynamo)
            .find(
                it -> it.putItem(write.build()), ConditionalCheckFailedException.class::isInstance)
            .isPresent());
  }

  /// What is told of an item that is not as Lifeboat wrote it.
  ///
  /// @param what the item, as a person finds it
  static ProblemException damaged(String what, String means, Exception why) {
    return Problem.lasting(
            Code.LB4008,
            "%s cannot be understood: %s".formatted(what, why.getMessage()),
            means,
            "restore the item from a backup of the table; Lifeboat alone may change it")
        .asException(why);
  }

  private AwsFailure failure(String means) {
    return new AwsFailure(region, AwsApi.dynamo().name(), means);
  }
}
