package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import java.util.List;
import java.util.Optional;

/// Binds a [Bucket].
final class BucketBinder {
  static final List<Replication> REPLICATIONS =
      List.of(Replication.ASYNCHRONOUS, Replication.SYNCHRONOUS);

  /// Whether a delete is replicated too.
  private static final PlanKey<Boolean> REPLICATE_DELETES = PlanKey.truth("replicateDeletes");

  /// When a write is acknowledged: at once, or once the other region has it.
  private static final PlanKey<Replication> REPLICATION =
      new KeyType.Choice<>(REPLICATIONS).key("replication").or(Replication.ASYNCHRONOUS);

  static final Keys KEYS = Keys.ofResource("Bucket", Bucket.TYPE, REPLICATE_DELETES, REPLICATION);

  private BucketBinder() {}

  static Optional<Resource> bind(Unbound bucket) {
    var name = bucket.name();
    var fields = bucket.fields();
    Names.bucketFault(name)
        .ifPresent(fault ->
            fields.cursor().wrongAtKey("cannot be the name of a bucket", fault + "; rename it"));
    boolean replicateDeletes = fields.get(REPLICATE_DELETES);
    var replication = fields.get(REPLICATION);
    var values = bucket.values();
    return fields.make(() -> new Bucket(name, replicateDeletes, replication, values));
  }
}
