package dev.lifeboat.aws.s3;

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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Looks, once the old side answers again and takes no write any more, for what it alone had when
/// the other side was promoted. Of that S3 may have replicated some since: it came late. Where such
/// a version is current, the newest of the others is put on top of it, so that readers see what the
/// writer has. All of it stays stored, and is told in a ledger.
///
/// S3 gives a replica the date of its source, so that no date tells what came late; the list that
/// the promotion left does. What was written since may have come to the old side meanwhile: for
/// each such version S3 is asked which of the two is the replica.
final class LateVersions {
  /// As many entries as an agent's ledger has.
  private static final int MOST = 20_000;

  /// Of each kind: a person reads no more on a line.
  private static final int MOST_NAMED = 20;

  private final Buckets buckets;
  private final PromotionMark mark;
  private final String old;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final Instant since;
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
    void of(Stored here, Set<String> late) throws ProblemException, InterruptedException;
  }

  /// The keys of what would be told now. Changes nothing.
  String words() throws InterruptedException {
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
    return "%s of %s alone%s; %s of both%s"
        .formatted(
            Count.of(lost.size(), "key"),
            old,
            named(lost),
            Count.of(doubled.size(), "key"),
            named(doubled));
  }

  private static String named(List<String> keys) {
    return keys.isEmpty()
        ? ""
        : keys.stream()
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", ", ": ", keys.size() > MOST_NAMED ? ", …" : ""));
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
      var present = held.get();
      new VersionPairs(new BucketVersions(buckets, old), new BucketVersions(buckets, mark.region()))
          .walk((there, here) -> visit(present, there, here, mend));
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

  private void visit(VersionHashes held, Optional<Stored> there, Optional<Stored> here, Mend mend)
      throws ProblemException, InterruptedException {
    if (there.isEmpty()) {
      return; // Written since, and not on its way back yet.
    }
    var old = there.get();
    var late = new HashSet<String>();
    int before = entries.size();
    for (var version : old.versions()) {
      if (here.isEmpty() || !here.get().has(version)) {
        if (isReplicated(version)) {
          add(old, version);
        }
      } else if (isLate(held, old, version)) {
        late.add(version.id());
        add(old, version);
      }
    }
    if (entries.size() > before) {
      boolean isKnown =
          here.stream()
              .flatMap(it -> it.versions().stream())
              .anyMatch(it -> !late.contains(it.id()));
      (isKnown ? doubled : lost).add(old.name());
    }
    if (here.isPresent() && late.contains(here.get().current().id())) {
      mend.of(here.get(), late);
    }
  }

  /// Whether it would be on both sides by now, or can be nowhere else.
  private boolean isReplicated(Version version) {
    return !version.marker() || buckets.planned().deletes();
  }

  /// Both sides have it, and the writer had not when it was promoted: it came late, unless it went
  /// the other way. Of a version S3 says which way it went; of a delete marker it does not, so that
  /// one counts that is no younger than the promotion.
  private boolean isLate(VersionHashes held, Stored old, Version version)
      throws ProblemException, InterruptedException {
    if (held.has(old.name(), version.id())) {
      return false;
    }
    if (version.marker()) {
      return !version.created().isAfter(since); // To the second.
    }
    return buckets.isReplica(mark.region(), old.name(), version.id());
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
  private void putBack(Stored here, Set<String> late)
      throws ProblemException, InterruptedException {
    var bucket = buckets.bucket(mark.region());
    var present = buckets.head(mark.region(), here.name());
    if (!present
        .map(HeadObjectResponse::versionId)
        .equals(here.current().marker() ? Optional.empty() : Optional.of(here.current().id()))) {
      return;
    }
    var before = here.versions().stream().filter(it -> !late.contains(it.id())).findFirst();
    if (before.isEmpty() || before.get().marker()) {
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
