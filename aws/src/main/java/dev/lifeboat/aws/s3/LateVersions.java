package dev.lifeboat.aws.s3;

import static java.util.stream.Collectors.joining;

import dev.lifeboat.aws.s3.BucketVersions.Stored;
import dev.lifeboat.aws.s3.BucketVersions.Version;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.ledger.StoreReadback.Kind;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Looks, once the old side answers again and takes no write any more, for what it alone had when
/// the other side was promoted. Of that S3 may have replicated some since: it came late. Where such
/// a version is current, the newest of the others is put on top of it, so that readers see what the
/// writer has. All of it stays stored, and is told in a ledger.
final class LateVersions {
  /// As many entries as an agent's ledger has.
  private static final int MOST = 20_000;

  /// Of each kind: a person reads no more on a line.
  private static final int MOST_NAMED = 20;

  /// Versions since the promotion, of both sides, that a look goes through: S3 is asked of each one
  /// that both have, and a look that takes a minute keeps its run from what it waits for.
  static final int MOST_SINCE = 1_000;

  private final Buckets buckets;
  private final PromotionMark mark;
  private final String old;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final Instant since;
  private long left = Long.MAX_VALUE;
  private boolean more;

  /// @param mark of the promotion
  /// @param since when it was written, by S3's clock
  LateVersions(Buckets buckets, PromotionMark mark, Instant since) {
    this.buckets = buckets;
    this.mark = mark;
    this.since = since;
    this.old = buckets.otherThan(mark.region());
  }

  /// What is done with a key that has late versions.
  private interface Mend {
    void of(Stored here, Stored alone) throws ProblemException, InterruptedException;
  }

  /// The keys of what would be told now, as far as a look goes. Changes nothing.
  String words() throws InterruptedException {
    left = MOST_SINCE;
    if (mark.versions() > MOST) {
      return "too much to be compared for a look";
    }
    try {
      if (!compare((_, _) -> {})) {
        return "there was more than a promotion lists";
      }
    } catch (ProblemException unread) {
      return unread.problem().happened();
    }
    return "%s; %s".formatted(counted(lost, old + " alone"), counted(doubled, "both"));
  }

  private String counted(List<String> keys, String whose) {
    var least = left < 0 ? "at least " : "";
    var count = "%s%s of %s".formatted(least, Count.of(keys.size(), "key"), whose);
    var rest = keys.size() > MOST_NAMED ? ", …" : "";
    return keys.isEmpty()
        ? count
        : keys.stream().limit(MOST_NAMED).collect(joining(", ", count + ": ", rest));
  }

  /// Puts right what came late, writes the ledger, and then that it is done. Safe to repeat.
  void tell(Attempt attempt) throws ProblemException, InterruptedException {
    boolean compared = compare(this::putBack);
    var ledger =
        new Ledger(
            attempt.run().value(),
            old,
            new CanaryMarks(attempt.run().value(), null, null),
            List.of(reading(compared)),
            entries);
    var told = RequestBody.fromBytes(LedgerFormat.bytes(ledger));
    buckets.write(mark.region(), PromotionMark.ledgerKey(mark.epoch()), told);
    mark.tell(buckets);
  }

  /// Whether there was a list to compare with.
  private boolean compare(Mend mend) throws ProblemException, InterruptedException {
    var held = mark.held(buckets);
    if (held.isPresent()) {
      var rule =
          new LateRule(
              held.get()::has,
              since,
              buckets.planned().deletes(),
              (key, version) -> buckets.isReplica(mark.region(), key, version));
      new VersionPairs(new BucketVersions(buckets, old), new BucketVersions(buckets, mark.region()))
          .walk((there, here) -> visit(rule, there, here, mend));
    }
    return held.isPresent();
  }

  private StoreReadback reading(boolean compared) {
    var name = buckets.planned().name();
    var beyond = "epoch " + mark.epoch();
    if (!compared) {
      return StoreReadback.unknown(
          name, Kind.BUCKET, beyond, beyond, "there was more than a promotion lists");
    }
    return more
        ? StoreReadback.unknown(
            name, Kind.BUCKET, beyond, beyond, "there is more than a ledger of a bucket holds")
        : StoreReadback.whole(name, Kind.BUCKET, beyond);
  }

  private boolean visit(LateRule rule, Optional<Stored> there, Optional<Stored> here, Mend mend)
      throws ProblemException, InterruptedException {
    left -= rule.unheld(there) + rule.unheld(here);
    if (left < 0) {
      return false;
    }
    if (there.isEmpty()) {
      return true; // Written since, and not on its way back yet.
    }
    var alone = rule.alone(there.get(), here);
    alone.versions().forEach(it -> add(alone, it));
    if (!alone.versions().isEmpty()) {
      boolean isKnown =
          here.stream().flatMap(it -> it.versions().stream()).anyMatch(it -> !alone.has(it));
      (isKnown ? doubled : lost).add(alone.name());
    }
    if (here.isPresent() && alone.has(here.get().current())) {
      mend.of(here.get(), alone);
    }
    return true;
  }

  private void add(Stored key, Version version) {
    if (entries.size() < MOST) {
      entries.add(
          new LedgerEntry.Version(
              buckets.planned().name(), key.name(), version.id(), version.marker()));
    } else {
      more = true;
    }
  }

  /// If somebody has written since it was listed, that is what readers are to see.
  private void putBack(Stored here, Stored alone) throws ProblemException, InterruptedException {
    var bucket = buckets.bucket(mark.region());
    var present = buckets.head(mark.region(), here.name());
    if (!present
        .map(HeadObjectResponse::versionId)
        .equals(here.current().marker() ? Optional.empty() : Optional.of(here.current().id()))) {
      return;
    }
    var before = LateRule.before(here, alone);
    if (before.isEmpty()) {
      buckets.call(mark.region(), s3 -> s3.deleteObject(it -> it.bucket(bucket).key(here.name())));
      return;
    }
    new VersionCopy(
            buckets,
            mark.region(),
            here.name(),
            before.get().id(),
            present.map(HeadObjectResponse::eTag))
        .make();
  }
}
