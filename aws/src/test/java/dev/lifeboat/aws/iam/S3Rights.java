package dev.lifeboat.aws.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The rights that a request to S3 needs, those that no call shows among them: that an object is
/// missing instead of denied, the source of a copy and its tags, and a role that is handed on.
///
/// Source: "Required permissions for Amazon S3 API operations" of the S3 user guide; "CopyObject",
/// "HeadObject" and "PutBucketReplication" of its API reference.
record S3Rights(AwsRequest request) {
  private static final String ARN = "arn:aws:s3:::";
  private static final String COPIED = "x-amz-copy-source";

  List<NeededRight> needed() {
    var path = decoded(request.address().getRawPath());
    int slash = path.indexOf('/');
    return slash < 0 || slash == path.length() - 1
        ? ofBucket(ARN + (slash < 0 ? path : path.substring(0, slash)))
        : ofObject(ARN + path.substring(0, slash), ARN + path);
  }

  private static String decoded(String path) {
    var plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    return plain.startsWith("/") ? plain.substring(1) : plain;
  }

  private String method() {
    return request.operation().split(" ")[0];
  }

  private List<NeededRight> ofBucket(String bucket) {
    var query = request.query();
    var verb = method().charAt(0) + method().substring(1).toLowerCase(Locale.ROOT);
    var parts =
        Map.of(
            "encryption", verb + "EncryptionConfiguration",
            "location", verb + "BucketLocation",
            "policy", verb + "BucketPolicy",
            "publicAccessBlock", verb + "BucketPublicAccessBlock",
            "replication", verb + "ReplicationConfiguration",
            "versioning", verb + "BucketVersioning",
            "versions", "ListBucketVersions");
    if (query.containsKey("delete")) {
      return deleted(bucket);
    }
    var action =
        parts.entrySet().stream()
            .filter(it -> query.containsKey(it.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("ListBucket");
    var needed = new ArrayList<NeededRight>();
    needed.add(new NeededRight("s3:" + action, bucket));
    if (action.equals("PutReplicationConfiguration")) {
      request.elements("Role").forEach(it -> needed.add(new NeededRight("iam:PassRole", it)));
    }
    return needed;
  }

  private List<NeededRight> deleted(String bucket) {
    var action = request.elements("VersionId").isEmpty() ? "DeleteObject" : "DeleteObjectVersion";
    return request.elements("Key").stream()
        .map(it -> new NeededRight("s3:" + action, bucket + "/" + it))
        .toList();
  }

  private List<NeededRight> ofObject(String bucket, String object) {
    var ofVersion = request.query().containsKey("versionId") ? "Version" : "";
    if (request.query().containsKey("tagging")) {
      return List.of(new NeededRight("s3:GetObject" + ofVersion + "Tagging", object));
    }
    return switch (method()) {
      case "GET", "HEAD" ->
          List.of(
              new NeededRight("s3:GetObject" + ofVersion, object),
              new NeededRight("s3:ListBucket", bucket));
      case "DELETE" ->
          List.of(
              new NeededRight(
                  request.query().containsKey("uploadId")
                      ? "s3:AbortMultipartUpload"
                      : "s3:DeleteObject" + ofVersion,
                  object));
      default -> written(object);
    };
  }

  private List<NeededRight> written(String object) {
    var written = new NeededRight("s3:PutObject", object);
    if (request.headers().containsKey("x-amz-tagging")) {
      return List.of(written, new NeededRight("s3:PutObjectTagging", object));
    }
    return request
        .header(COPIED)
        .map(source -> {
          var ofVersion = source.contains("versionId=") ? "Version" : "";
          var from = ARN + decoded(source.split("\\?", 2)[0]);
          var read = new NeededRight("s3:GetObject" + ofVersion, from);
          return request.query().containsKey("uploadId")
              ? List.of(written, read)
              : Stream.of(
                      written,
                      read,
                      new NeededRight("s3:GetObject" + ofVersion + "Tagging", from),
                      new NeededRight("s3:PutObjectTagging", object))
                  .toList();
        })
        .orElse(List.of(written));
  }
}
