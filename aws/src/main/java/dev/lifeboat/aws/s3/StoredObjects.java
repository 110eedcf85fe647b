package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.s3.BucketVersions.Stored;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerException;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.WholeStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Objects of both halves of a bucket, for whoever looks on from outside; Lifeboat's own objects
/// are left out. Each method lists versions, a thousand with each call, and refuses more than a
/// million (LB2017).
public record StoredObjects(Buckets buckets) {

  /// As many as one call may name.
  private static final int REMOVED_AT_ONCE = 1_000;

  /// The keys under `prefix` whose current version is an object, in the order of S3.
  public List<String> keys(String region, String prefix)
      throws ProblemException, InterruptedException {
    return keys(region, prefix, _ -> true);
  }

  /// The same of a region that was made the writer under `epoch`, but for what came late: no reader
  /// is to see that, and the way home puts it right.
  public List<String> keysSince(String writer, long epoch, String prefix)
      throws ProblemException, InterruptedException {
    var mark = PromotionMark.read(buckets, writer, epoch).filter(it -> !it.told());
    var held = mark.isPresent() ? mark.get().held(buckets) : Optional.<VersionHashes>empty();
    if (held.isEmpty()) {
      return keys(writer, prefix);
    }
    var since = mark.get().at(buckets);
    return keys(writer, prefix, it -> !cameLate(writer, held.get(), since, it));
  }

  private interface Choice {
    boolean test(Stored key) throws ProblemException, InterruptedException;
  }

  private List<String> keys(String region, String prefix, Choice choice)
      throws ProblemException, InterruptedException {
    var keys = new ArrayList<String>();
    each(
        region,
        prefix,
        it -> {
          if (!it.current().marker() && choice.test(it)) {
            keys.add(it.name());
          }
        });
    return List.copyOf(keys);
  }

  /// A replica has the date of its source, which is before the promotion unless the old side still
  /// took objects then. Dates end with the second, so in that of the promotion S3 is asked.
  private boolean cameLate(String writer, VersionHashes held, Instant since, Stored key)
      throws ProblemException, InterruptedException {
    var created = key.current().created();
    if (created.isAfter(since)
        || key.versions().stream().anyMatch(it -> held.has(key.name(), it.id()))) {
      return false;
    }
    return created.isBefore(since) || buckets.isReplica(writer, key.name(), key.current().id());
  }

  /// The current version of each key. A replica has the version of its source, so versions stand
  /// for checksums.
  public WholeStores.Objects current(String region) throws ProblemException, InterruptedException {
    var versions = new TreeMap<String, String>();
    var deleted = new TreeSet<String>();
    each(
        region,
        "",
        it -> {
          if (it.current().marker()) {
            deleted.add(it.name());
          } else {
            versions.put(it.name(), it.current().id());
          }
        });
    return new WholeStores.Objects(versions, deleted);
  }

  /// Removes every version and delete marker under `prefix` for good. Safe to repeat. To be called
  /// for both regions: S3 replicates no removal of a version.
  ///
  /// @throws ProblemException LB5005 when S3 did not remove all of them
  public void removeAll(String region, String prefix)
      throws ProblemException, InterruptedException {
    var all = new ArrayList<ObjectIdentifier>();
    each(
        region,
        prefix,
        key ->
            key.versions()
                .forEach(of ->
                    all.add(
                        ObjectIdentifier.builder().key(key.name()).versionId(of.id()).build())));
    for (int from = 0; from < all.size(); from += REMOVED_AT_ONCE) {
      remove(region, all.subList(from, Math.min(from + REMOVED_AT_ONCE, all.size())));
    }
  }

  private void remove(String region, List<ObjectIdentifier> versions)
      throws ProblemException, InterruptedException {
    var bucket = buckets.bucket(region);
    var answer =
        buckets.call(
            region,
            s3 ->
                s3.deleteObjects(
                    it -> it.bucket(bucket).delete(d -> d.objects(versions).quiet(true))));
    if (answer.hasErrors()) {
      var first = answer.errors().getFirst();
      throw ProblemException.passing(
          Code.LB5005,
          "%s in bucket %s could not be removed, such as '%s': %s"
              .formatted(
                  Count.of(answer.errors().size(), "version"),
                  bucket,
                  first.key(),
                  first.message()),
          "they are still stored",
          "see that s3:DeleteObjectVersion is allowed, then remove them");
    }
  }

  /// What a failover's way home found to have been on its old side alone; empty where it was not
  /// looked for.
  ///
  /// @param writer the region that was the new writer under `epoch`
  public Optional<Ledger> late(String writer, long epoch)
      throws ProblemException, InterruptedException {
    var key = PromotionMark.ledgerKey(epoch);
    var bytes = buckets.read(writer, key);
    try {
      return bytes.isEmpty() ? Optional.empty() : Optional.of(LedgerFormat.parse(bytes.get()));
    } catch (LedgerException damaged) {
      throw PromotionMark.damaged(
          key, buckets.site(writer), String.valueOf(damaged.getMessage()), damaged);
    }
  }

  private void each(String region, String prefix, BucketVersions.Visit visit)
      throws ProblemException, InterruptedException {
    new BucketVersions(buckets, region, prefix).each(visit);
  }
}
