package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds a [Bucket].
final class BucketBinder implements ResourceBinder {
  static final List<Replication> REPLICATIONS =
      List.of(Replication.ASYNCHRONOUS, Replication.SYNCHRONOUS);

  @Override
  public String type() {
    return Bucket.TYPE;
  }

  @Override
  public List<String> keys() {
    return List.of("replicateDeletes", "replication", AwsBinder.KEY);
  }

  @Override
  public Optional<Resource> bind(
      String name, PlanValue cursor, Fields fields, Map<String, String> siblings) {
    Names.bucketFault(name)
        .ifPresent(
            fault -> cursor.wrongAtKey("cannot be the name of a bucket", fault + "; rename it"));
    boolean replicateDeletes = fields.truth("replicateDeletes", false);
    var replication = fields.choice("replication", Replication.ASYNCHRONOUS, REPLICATIONS);
    var aws = AwsBinder.bucket(fields);
    if (replication == Replication.SYNCHRONOUS && fields.optional(AwsBinder.KEY).isPresent()) {
      fields
          .optional("replication")
          .ifPresent(it ->
              it.wrong(
                  "is synchronous", "S3 replicates later; write asynchronous, or leave it out"));
    }
    return cursor.make(() -> new Bucket(name, replicateDeletes, replication, aws));
  }
}
