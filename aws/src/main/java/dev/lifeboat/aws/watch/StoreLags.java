package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.s3.BucketInquiry;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.s3.ReplicationFailures;
import dev.lifeboat.aws.s3.ReplicationLags;
import dev.lifeboat.aws.sites.AwsSites;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;

/// Lags of the copies of a workload's databases and buckets, by the lags that CloudWatch has of the
/// last minutes. It never fails: what cannot be told is unknown, and why.
///
/// @param sites of the workload
public record StoreLags(AwsClients clients, AwsSites sites, InstantSource clock) {

  /// Of the databases in `region`, by their names.
  public SortedMap<String, ReplicaLag> databases(String region) throws InterruptedException {
    var asked = new ReplicaLags(clients, clock);
    var lags = new TreeMap<String, ReplicaLag>();
    for (var database : sites.databases().values()) {
      lags.put(database.resource(), asked.of(database.in(region)));
    }
    return lags;
  }

  /// Of the databases in `target`, and of the buckets whose writer is in `writer`, by their names.
  /// That region is asked too, for its rules.
  public SortedMap<String, ReplicaLag> all(String writer, String target)
      throws InterruptedException {
    var measured = new ReplicationLags(clients, clock);
    var givenUp = new ReplicationFailures(clients, clock);
    var lags = databases(target);
    for (var bucket : sites.buckets().values()) {
      var inquiry = new BucketInquiry(new Buckets(clients, bucket), measured, givenUp);
      lags.put(bucket.name(), inquiry.lagIfKnown(writer));
    }
    return lags;
  }
}
