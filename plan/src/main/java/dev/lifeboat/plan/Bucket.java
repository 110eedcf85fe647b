package dev.lifeboat.plan;

/// A versioned S3 bucket, one in each region, objects replicated from the writer's side.
///
/// @param replicateDeletes whether a delete marker is replicated too; without it a delete in the
///   primary region, by mistake or by an attacker, leaves the other region's copy current
/// @param replication asynchronous, or synchronous: a write is acknowledged once both have it
/// @param values what the plan says of it to providers alone
public record Bucket(
    String name, boolean replicateDeletes, Replication replication, ProviderValues values)
    implements Resource {

  public static final String TYPE = "bucket";

  public Bucket {
    Names.require(TYPE, name);
    Names.bucketFault(name)
        .ifPresent(fault -> {
          throw new IllegalArgumentException("bucket '%s': %s".formatted(name, fault));
        });
    if (replication == Replication.SYNCHRONOUS_WHILE_CONNECTED) {
      throw new IllegalArgumentException(
          "bucket '" + name + "' must be asynchronous or synchronous");
    }
  }
}
