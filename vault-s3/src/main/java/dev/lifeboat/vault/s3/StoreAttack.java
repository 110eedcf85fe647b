package dev.lifeboat.vault.s3;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Attack on a vault by somebody who has the login that writes to it: a sample of its objects is
/// deleted, overwritten and shortened as far as the store lets him.
///
/// It must never cost a backup. An object of the attack's own goes first, the rest is touched only
/// where the store says that a lock like that one's holds it for long, and the first call that is
/// not refused is the last.
public record StoreAttack(S3Client s3, S3Place place) {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /// An attack takes minutes; no lock may end meanwhile.
  private static final Duration LOCKED_FOR = Duration.ofHours(1);

  private static final Duration SHORT = Duration.ofMinutes(1);

  /// Seven calls each.
  private static final int MOST_OBJECTS = 200;

  /// Outcome of an attack.
  ///
  /// @param objects how many were attacked, and one of the attack's own
  /// @param refused how many calls the store refused
  /// @param let harm that it did not refuse, and objects that changed
  /// @param open how many no lock holds for long; they were left alone
  /// @param unclear answers that tell neither
  public record Outcome(
      int objects, int refused, List<String> let, int open, List<String> unclear) {
    public Outcome {
      let = List.copyOf(let);
      unclear = List.copyOf(unclear);
    }
  }

  /// Object that is attacked, as the store tells it.
  private record Victim(String key, HeadObjectResponse head) {
    Optional<Instant> until() {
      return Optional.ofNullable(head.objectLockRetainUntilDate());
    }

    /// As the object that goes first is, so that what held for that one holds for this.
    boolean isLockedLike(Victim probe, Instant now) {
      return until().filter(it -> !it.isBefore(now.plus(LOCKED_FOR))).isPresent()
          && Objects.equals(head.objectLockMode(), probe.head().objectLockMode());
    }
  }

  /// One of the ways to do harm to an object.
  private interface Harm {
    void to(Victim victim);
  }

  /// Attacks its own object, and others where that one stays.
  ///
  /// @throws IOException when the store cannot be asked, or fails on the way
  public Outcome attack() throws InterruptedException, IOException {
    try {
      var tally = new Tally();
      var probe = probe();
      tally.attack(probe);
      if (tally.let.isEmpty()) {
        attackOthers(tally, probe);
      }
      return tally.outcome();
    } catch (AbortedException interrupted) {
      var asked = new InterruptedException("it was told to stop");
      asked.initCause(interrupted);
      throw asked;
    } catch (SdkException failed) {
      throw new IOException("%s: %s".formatted(place, failed.getMessage()), failed);
    }
  }

  private void attackOthers(Tally tally, Victim probe) {
    var before = sample(digests());
    for (var key : before.keySet()) {
      var victim = find(key);
      if (victim.isEmpty()) {
        tally.let.add("%s was listed and is gone".formatted(key));
      } else if (victim.get().isLockedLike(probe, Instant.now())) {
        tally.attack(victim.get());
      } else {
        tally.open++;
      }
      if (!tally.let.isEmpty()) {
        return;
      }
    }
    var after = digests();
    before.forEach((key, digest) -> {
      if (!digest.equals(after.get(key))) {
        tally.let.add("%s is not what it was".formatted(key));
      }
    });
  }

  /// One name for all attacks: what is locked stays, and each new one would.
  private Victim probe() {
    var key = below("attacks/probe");
    var there = find(key);
    if (there.flatMap(Victim::until).filter(it -> it.isAfter(Instant.now())).isEmpty()) {
      put(key, "may go");
    }
    return find(key).orElseThrow();
  }

  private Optional<Victim> find(String key) {
    try {
      var head = s3.headObject(it -> it.bucket(place.bucket()).key(key));
      return Optional.of(new Victim(key, head));
    } catch (S3Exception absent) {
      if (absent.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw absent;
    }
  }

  private String below(String name) {
    return (place.prefix().isEmpty() ? "" : place.prefix() + "/") + name;
  }

  /// What is on the shelves, by its key; keys that open the vault come first.
  private Map<String, String> digests() {
    var digests = new LinkedHashMap<String, String>();
    for (var shelf : Shelf.values()) {
      var folder = below(shelf.word() + "/");
      s3.listObjectsV2Paginator(it -> it.bucket(place.bucket()).prefix(folder))
          .contents()
          .forEach(it -> digests.put(it.key(), it.eTag()));
    }
    return digests;
  }

  /// All that open the vault, and of the others each so many.
  private Map<String, String> sample(Map<String, String> digests) {
    var slots = below(Shelf.KEYS.word() + "/");
    var others = digests.keySet().stream().filter(it -> !it.startsWith(slots)).toList();
    int room = Math.max(1, MOST_OBJECTS - (digests.size() - others.size()));
    int step = Math.ceilDiv(others.size(), room);
    var sample = new LinkedHashMap<String, String>();
    digests.forEach((key, digest) -> {
      if (key.startsWith(slots)) {
        sample.put(key, digest);
      }
    });
    for (int at = 0; at < others.size(); at += step) {
      sample.put(others.get(at), digests.get(others.get(at)));
    }
    return sample;
  }

  /// What came of it so far.
  private final class Tally {
    private int objects;
    private int refused;
    private int open;
    private final List<String> let = new ArrayList<>();
    private final Set<String> unclear = new LinkedHashSet<>();

    /// Until something is let.
    void attack(Victim victim) {
      objects++;
      for (var harm : harms().entrySet()) {
        try {
          harm.getValue().to(victim);
          let.add(harm.getKey() + " of " + victim.key());
          return;
        } catch (S3Exception answer) {
          if (answer.statusCode() >= 500 && answer.statusCode() != 501) {
            throw answer; // It may have done it.
          }
          note(harm.getKey(), answer);
        }
      }
    }

    private void note(String harm, S3Exception answer) {
      if (answer.statusCode() == FORBIDDEN && code(answer).equals("AccessDenied")) {
        refused++;
      } else {
        unclear.add("%s: %d %s".formatted(harm, answer.statusCode(), code(answer)));
      }
    }

    Outcome outcome() {
      return new Outcome(objects, refused, let, open, List.copyOf(unclear));
    }
  }

  private static String code(S3Exception answer) {
    var details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /// By what they are called, in the order in which they are tried.
  private Map<String, Harm> harms() {
    var harms = new LinkedHashMap<String, Harm>();
    harms.put("deletion", it -> s3.deleteObject(r -> r.bucket(place.bucket()).key(it.key())));
    harms.put("deletion of the version", this::deleteVersion);
    harms.put("deletion among others", this::deleteAmongOthers);
    harms.put("overwriting", it -> put(it.key(), "your files are encrypted"));
    harms.put("overwriting by a copy", this::copyOver);
    harms.put("shortening", this::shorten);
    harms.put("release", this::release);
    return harms;
  }

  private void deleteVersion(Victim victim) {
    var version = Objects.requireNonNullElse(victim.head().versionId(), "null");
    s3.deleteObject(it ->
        it.bucket(place.bucket())
            .key(victim.key())
            .versionId(version)
            .bypassGovernanceRetention(true));
  }

  /// S3 answers well, and tells of each that it refused.
  private void deleteAmongOthers(Victim victim) {
    var one = ObjectIdentifier.builder().key(victim.key()).build();
    var answer =
        s3.deleteObjects(it ->
            it.bucket(place.bucket())
                .bypassGovernanceRetention(true)
                .delete(delete -> delete.objects(one)));
    if (answer.hasErrors() && !answer.errors().isEmpty()) {
      var error = answer.errors().getFirst();
      boolean denied = "AccessDenied".equals(error.code());
      throw S3Exception.builder()
          .statusCode(denied ? FORBIDDEN : 200)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode(error.code()).build())
          .message(error.message())
          .build();
    }
  }

  private void copyOver(Victim victim) {
    s3.copyObject(it ->
        it.sourceBucket(place.bucket())
            .sourceKey(victim.key())
            .destinationBucket(place.bucket())
            .destinationKey(victim.key()));
  }

  /// To a time that is ahead: one that is over no store takes from anybody.
  private void shorten(Victim victim) {
    var now = Instant.now();
    var half = victim.until().map(it -> Duration.between(now, it).dividedBy(2)).orElse(SHORT);
    var left = half.compareTo(SHORT) < 0 ? half : SHORT;
    s3.putObjectRetention(it ->
        it.bucket(place.bucket())
            .key(victim.key())
            .bypassGovernanceRetention(true)
            .retention(retention ->
                retention
                    .mode(ObjectLockRetentionMode.GOVERNANCE)
                    .retainUntilDate(now.plus(left))));
  }

  private void release(Victim victim) {
    s3.putObjectLegalHold(it ->
        it.bucket(place.bucket())
            .key(victim.key())
            .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
  }

  private void put(String key, String text) {
    s3.putObject(it -> it.bucket(place.bucket()).key(key), RequestBody.fromString(text));
  }
}
