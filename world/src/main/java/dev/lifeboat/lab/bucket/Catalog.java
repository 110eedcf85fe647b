package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What this region's store holds at one moment, each version with its identity.
///
/// @param versions by key, newest first
/// @param identities of every version in `versions`
record Catalog(Map<String, List<StoredVersion>> versions, Map<StoredVersion, String> identities) {

  /// Lists the store. Delete markers are left out where they are not replicated: then they say
  /// nothing about what the two sides owe each other.
  static Catalog of(S3 s3, Identities known, boolean markers)
      throws IOException, InterruptedException {
    var versions = new TreeMap<String, List<StoredVersion>>();
    var identities = new HashMap<StoredVersion, String>();
    for (var listed : s3.versions("").entrySet()) {
      var kept =
          listed.getValue().stream().filter(version -> markers || !version.marker()).toList();
      for (var version : kept) {
        identities.put(version, known.of(version));
      }
      if (!kept.isEmpty()) {
        versions.put(listed.getKey(), kept);
      }
    }
    return new Catalog(versions, identities);
  }

  String identity(StoredVersion version) {
    var identity = identities.get(version);
    if (identity == null) {
      throw new IllegalStateException("version " + version + " is listed without an identity");
    }
    return identity;
  }
}
