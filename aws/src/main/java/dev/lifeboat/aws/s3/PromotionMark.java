package dev.lifeboat.aws.s3;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Mark of a promotion in the bucket that it made the writer: the list of what was there then, in
/// an object beside, and whether what came late since has been told.
///
/// @param whole whether the list is there; without it nothing can be told to have come late
/// @param versions in the list
/// @param told whether what came late was looked for
@JsonIgnoreProperties(ignoreUnknown = true)
record PromotionMark(long epoch, String region, boolean whole, int versions, boolean told) {
  /// The epoch of a workload that was never moved, whose writer left no mark.
  static final long FIRST = 1;

  private static final JsonMapper JSON = JsonMapper.shared();

  static String key(long epoch) {
    return "%spromoted-e%d.json".formatted(BucketVersions.OWN, epoch);
  }

  private static String listKey(long epoch) {
    return "%spromoted-e%d.held".formatted(BucketVersions.OWN, epoch);
  }

  static String ledgerKey(long epoch) {
    return "%sledger-e%d.jsonl".formatted(BucketVersions.OWN, epoch);
  }

  /// What the bucket in `region` says of its promotion under `epoch`; empty if nothing.
  static Optional<PromotionMark> read(Buckets buckets, String region, long epoch)
      throws ProblemException, InterruptedException {
    var bytes = buckets.read(region, key(epoch));
    try {
      return bytes.map(it -> JSON.readValue(it, PromotionMark.class));
    } catch (JacksonException damaged) {
      throw damaged(key(epoch), buckets.site(region), damaged.getOriginalMessage(), damaged);
    }
  }

  /// What is told of an object of ours that is not as we wrote it.
  static ProblemException damaged(String key, BucketSite site, String why, Exception cause) {
    return Problem.lasting(
            Code.LB4008,
            "object %s in %s cannot be understood: %s".formatted(key, site.bucket(), why),
            "what came late to the bucket cannot be told",
            "restore its last version; Lifeboat alone may change it")
        .asException(cause);
  }

  /// Whether the half in `region` is of the writer of `epoch`: it was promoted under it, or the
  /// mark of that promotion came there as every object does. Before the first move there is one
  /// writer, so that there is nobody else whose half it could be.
  static boolean holds(Buckets buckets, String region, long epoch)
      throws ProblemException, InterruptedException {
    return epoch == FIRST || read(buckets, region, epoch).isPresent();
  }

  /// When it was written, by the clock of S3.
  Instant at(Buckets buckets) throws ProblemException, InterruptedException {
    return buckets.written(region, key(epoch));
  }

  /// What was there when it was promoted; empty where that was too much.
  Optional<VersionHashes> held(Buckets buckets) throws ProblemException, InterruptedException {
    return whole ? buckets.read(region, listKey(epoch)).map(VersionHashes::of) : Optional.empty();
  }

  /// Writes down what `region` has now, the list first. Whoever was first has done it.
  static void write(Buckets buckets, String region, long epoch)
      throws ProblemException, InterruptedException {
    Optional<VersionHashes> held;
    try {
      held = Optional.of(VersionHashes.now(buckets, region));
    } catch (ProblemException failed) {
      if (failed.problem().code() != Code.LB2017) {
        throw failed;
      }
      held = Optional.empty(); // Too much to be listed while users wait.
    }
    if (held.isPresent()) {
      var list = RequestBody.fromBytes(held.get().bytes());
      buckets.writeOnce(region, listKey(epoch), Optional.empty(), list);
    }
    var mark =
        new PromotionMark(
            epoch, region, held.isPresent(), held.map(VersionHashes::size).orElse(0), false);
    buckets.writeOnce(region, key(epoch), Optional.empty(), mark.body());
  }

  /// Sends it to the other half once more, where it was written before there was a rule.
  void send(Buckets buckets) throws ProblemException, InterruptedException {
    switch (ReplicationProbe.of(buckets, region, key(epoch))) {
      case ON_THE_WAY, ARRIVED -> {}
      case NEVER_SENT, FAILED -> buckets.write(region, key(epoch), body());
    }
  }

  /// Writes down that what came late was told.
  void tell(Buckets buckets) throws ProblemException, InterruptedException {
    var told = new PromotionMark(epoch, region, whole, versions, true);
    buckets.write(region, key(epoch), told.body());
  }

  private RequestBody body() {
    return RequestBody.fromString(JSON.writeValueAsString(this));
  }
}
