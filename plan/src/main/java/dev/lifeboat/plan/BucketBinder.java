package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.ResourceBinder.Unbound;
import java.util.List;
import java.util.Optional;

/// Binds a [Bucket].
final class BucketBinder {
  static final List<Replication> REPLICATIONS =
      List.of(Replication.ASYNCHRONOUS, Replication.SYNCHRONOUS);

  static final Keys KEYS =
      Keys.ofResource("Bucket", Bucket.TYPE)
          .truth("replicateDeletes")
          .or("replication", new KeyType.Choice<>(REPLICATIONS), Replication.ASYNCHRONOUS);

  private BucketBinder() {}

  static Optional<Resource> bind(Unbound bucket) {
    var name = bucket.name();
    var fields = bucket.fields();
    Names.bucketFault(name)
        .ifPresent(fault ->
            fields.cursor().wrongAtKey("cannot be the name of a bucket", fault + "; rename it"));
    boolean replicateDeletes = fields.get("replicateDeletes", Boolean.class);
    var replication = fields.get("replication", Replication.class);
    var values = bucket.values();
    return fields.make(() -> new Bucket(name, replicateDeletes, replication, values));
  }
}
