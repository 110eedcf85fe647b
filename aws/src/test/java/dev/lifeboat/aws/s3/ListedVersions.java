package dev.lifeboat.aws.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// A listing of a bucket, written a version a line, such as `a v2*`: the current version of the key
/// `a`; `-` for a delete marker.
final class ListedVersions {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private ListedVersions() {}

  static ListObjectVersionsResponse of(List<String> lines) {
    var versions = new ArrayList<ObjectVersion>();
    var markers = new ArrayList<DeleteMarkerEntry>();
    for (var line : lines) {
      var key = line.substring(0, line.indexOf(' '));
      var id = line.substring(line.indexOf(' ') + 1).replaceAll("[*-]", "");
      boolean current = line.contains("*");
      if (line.contains("-")) {
        markers.add(
            DeleteMarkerEntry.builder()
                .key(key)
                .versionId(id)
                .isLatest(current)
                .lastModified(AT)
                .build());
      } else {
        versions.add(
            ObjectVersion.builder()
                .key(key)
                .versionId(id)
                .isLatest(current)
                .lastModified(AT)
                .build());
      }
    }
    return ListObjectVersionsResponse.builder()
        .versions(versions)
        .deleteMarkers(markers)
        .isTruncated(false)
        .build();
  }
}
