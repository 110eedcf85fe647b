package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.s3.BucketVersions.Stored;
import dev.lifeboat.aws.s3.BucketVersions.Version;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Versions that one bucket has and the other has not. A replica has the version of its source, so
/// versions are compared, not contents.
///
/// @param compared versions of the bucket
/// @param missing current versions that the other side lacks, those of [#MOST] keys at most
/// @param older the same of versions that are not current any more
/// @param more whether there are further ones
record Comparison(long compared, List<Missing> missing, List<Missing> older, boolean more) {
  /// Enough to tell that some arrive, or that none do.
  private static final int MOST = 1_000;

  Comparison {
    missing = List.copyOf(missing);
    older = List.copyOf(older);
  }

  /// A version that only one side has.
  record Missing(String key, String version) {
    @Override
    public String toString() {
      return "version %s of '%s'".formatted(version, key);
    }
  }

  /// Compares both sides, which takes two calls for each thousand versions.
  ///
  /// @param source the region whose versions the other one is to have
  static Comparison of(Buckets buckets, String source)
      throws ProblemException, InterruptedException {
    var here = new BucketVersions(buckets, source);
    var there = new BucketVersions(buckets, buckets.otherThan(source));
    var found = new Found(buckets.planned().deletes());
    new VersionPairs(here, there).walk(found::visit);
    return new Comparison(here.seen(), found.missing, found.older, found.more);
  }

  String words() {
    var first = missing.isEmpty() ? older : missing;
    return "%s%d of %d versions are on one side alone%s"
        .formatted(
            more ? "more than " : "",
            missing.size() + older.size(),
            compared,
            first.isEmpty() ? "" : ", such as " + first.getFirst());
  }

  private static final class Found {
    private final boolean deletes;
    private final List<Missing> missing = new ArrayList<>();
    private final List<Missing> older = new ArrayList<>();
    private boolean more;

    Found(boolean deletes) {
      this.deletes = deletes;
    }

    boolean visit(Optional<Stored> here, Optional<Stored> there) {
      if (here.isPresent()) {
        var key = here.get();
        for (var version : key.versions()) {
          if (isMissing(version, there)) {
            add(version.equals(key.current()) ? missing : older, key, version);
          }
        }
      }
      return true;
    }

    /// A delete marker is there if one is current there: which version S3 gives it is not told.
    private boolean isMissing(Version version, Optional<Stored> there) {
      if (version.marker() && !deletes) {
        return false;
      }
      return there.isEmpty()
          || (!there.get().has(version) && !(version.marker() && there.get().current().marker()));
    }

    private void add(List<Missing> to, Stored key, Version version) {
      if (to.size() < MOST) {
        to.add(new Missing(key.name(), version.id()));
      } else {
        more = true;
      }
    }
  }
}
