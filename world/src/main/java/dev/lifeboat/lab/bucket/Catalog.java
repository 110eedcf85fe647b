package dev.lifeboat.lab.bucket;

import java.util.List;
import java.util.Map;

/// What this region's store holds at one moment, each version with its identity.
///
/// @param versions by key, newest first
/// @param identities of every version in `versions`
record Catalog(Map<String, List<StoredVersion>> versions, Map<StoredVersion, String> identities) {

  String identity(StoredVersion version) {
    var identity = identities.get(version);
    if (identity == null) {
      throw new IllegalStateException("version " + version + " is listed without an identity");
    }
    return identity;
  }
}
