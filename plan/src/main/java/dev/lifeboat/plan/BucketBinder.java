package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds a [Bucket].
final class BucketBinder {
  static final List<Replication> REPLICATIONS =
      List.of(Replication.ASYNCHRONOUS, Replication.SYNCHRONOUS);

  static final Keys KEYS =
      Keys.ofResource("Bucket", Bucket.TYPE)
          .truth("replicateDeletes")
          .or("replication", new KeyType.Choice<>(REPLICATIONS), Replication.ASYNCHRONOUS)
          .optional(AwsBinder.KEY, AwsBinder.BUCKET);

  private BucketBinder() {}

  static Optional<Resource> bind(String name, Fields fields, Map<String, String> siblings) {
    Names.bucketFault(name)
        .ifPresent(fault ->
            fields.cursor().wrongAtKey("cannot be the name of a bucket", fault + "; rename it"));
    boolean replicateDeletes = fields.get("replicateDeletes", Boolean.class);
    var replication = fields.get("replication", Replication.class);
    var aws = AwsBinder.bucket(fields);
    if (replication == Replication.SYNCHRONOUS && fields.value(AwsBinder.KEY).isPresent()) {
      fields
          .value("replication")
          .ifPresent(it ->
              it.wrong(
                  "is synchronous", "S3 replicates later; write asynchronous, or leave it out"));
    }
    return fields.make(() -> new Bucket(name, replicateDeletes, replication, aws));
  }
}
