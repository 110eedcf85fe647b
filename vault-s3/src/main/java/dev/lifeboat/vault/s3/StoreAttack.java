package dev.lifeboat.vault.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Attack on a vault by somebody who has the login that writes to it: everything below its prefix
/// is deleted, overwritten and shortened as far as the store lets him.
///
/// An object of the attack's own goes first. Where the store lets go of that one, nothing else is
/// touched.
public record StoreAttack(S3Client s3, S3Place place) {
  private static final int SERVER_FAILED = 500;

  /// Outcome of an attack.
  ///
  /// @param objects how many were attacked
  /// @param refused how many calls the store refused
  /// @param let those that it did not
  public record Outcome(int objects, int refused, List<String> let) {
    public Outcome {
      let = List.copyOf(let);
    }
  }

  /// One of the ways to do harm to an object.
  private interface Harm {
    void to(String key);
  }

  /// Attacks its own object, and all others where that one stays.
  ///
  /// @throws IOException when the store cannot be asked
  public Outcome attack() throws IOException {
    var probe = below("attacks/" + UUID.randomUUID());
    try {
      put(probe, "may go");
      var first = attack(List.of(probe));
      return first.let().isEmpty() ? attack(keys()) : first;
    } catch (SdkException failed) {
      throw new IOException("%s: %s".formatted(place, failed.getMessage()), failed);
    }
  }

  private String below(String name) {
    return (place.prefix().isEmpty() ? "" : place.prefix() + "/") + name;
  }

  private List<String> keys() {
    return s3
        .listObjectsV2Paginator(it -> it.bucket(place.bucket()).prefix(below("")))
        .contents()
        .stream()
        .map(it -> it.key())
        .toList();
  }

  private Outcome attack(List<String> keys) {
    int refused = 0;
    var let = new ArrayList<String>();
    for (var key : keys) {
      for (var harm : harms().entrySet()) {
        if (isRefused(harm.getValue(), key)) {
          refused++;
        } else {
          let.add(harm.getKey() + " of " + key);
        }
      }
    }
    return new Outcome(keys.size(), refused, let);
  }

  private static boolean isRefused(Harm harm, String key) {
    try {
      harm.to(key);
      return false;
    } catch (S3Exception refused) {
      if (refused.statusCode() >= SERVER_FAILED && refused.statusCode() != 501) {
        throw refused; // It may have done it.
      }
      return true;
    }
  }

  /// By what they are called, in the order in which they are tried.
  private Map<String, Harm> harms() {
    var harms = new LinkedHashMap<String, Harm>();
    harms.put("shortening", this::shorten);
    harms.put(
        "release",
        key ->
            s3.putObjectLegalHold(it ->
                it.bucket(place.bucket())
                    .key(key)
                    .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF))));
    harms.put("overwriting", key -> put(key, "your files are encrypted"));
    harms.put(
        "overwriting by a copy",
        key ->
            s3.copyObject(it ->
                it.sourceBucket(place.bucket())
                    .sourceKey(key)
                    .destinationBucket(place.bucket())
                    .destinationKey(key)));
    harms.put("deletion", key -> s3.deleteObject(it -> it.bucket(place.bucket()).key(key)));
    harms.put(
        "deletion among others",
        key ->
            s3.deleteObjects(it ->
                it.bucket(place.bucket())
                    .bypassGovernanceRetention(true)
                    .delete(
                        Delete.builder()
                            .objects(ObjectIdentifier.builder().key(key).build())
                            .build())));
    return harms;
  }

  private void shorten(String key) {
    s3.putObjectRetention(it ->
        it.bucket(place.bucket())
            .key(key)
            .bypassGovernanceRetention(true)
            .retention(retention ->
                retention
                    .mode(ObjectLockRetentionMode.GOVERNANCE)
                    .retainUntilDate(Instant.EPOCH.plusSeconds(1))));
  }

  private void put(String key, String text) {
    s3.putObject(it -> it.bucket(place.bucket()).key(key), RequestBody.fromString(text));
  }
}
