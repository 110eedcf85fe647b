package dev.lifeboat.lab.bucket;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a client's S3 request does to the bucket, told from its method, path and query alone.
sealed interface ClientRequest {
  /// Changes nothing.
  record Read() implements ClientRequest {}

  /// Changes the store.
  sealed interface Write extends ClientRequest {}

  /// Makes a new current version of `key`: an upload, a copy, or the end of a multipart upload.
  record Put(String key) implements Write {}

  /// Puts a delete marker on `key`.
  record Delete(String key) implements Write {}

  /// Puts delete markers on the keys named in the body.
  record DeleteMany() implements Write {}

  /// Changes the store in a way that is not replicated: parts of an upload, the removal of a single
  /// version.
  record Other() implements Write {}

  /// Would change what the lab relies on, another bucket, or a version that is stored already, of
  /// which the peer would never hear; never let through.
  record Forbidden(String why) implements ClientRequest {}

  /// Tells what a request does.
  ///
  /// @param uri the request's URI, path-style: `/bucket/key`
  /// @param copied the header `x-amz-copy-source`, if it is there
  static ClientRequest of(String method, URI uri, Optional<String> copied, String bucket) {
    if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) {
      return new Read();
    }
    var path = uri.getRawPath().substring(1);
    int slash = path.indexOf('/');
    var named = slash < 0 ? path : path.substring(0, slash);
    var key = slash < 0 ? "" : ObjectKey.decode(path.substring(slash + 1));
    var query = names(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    if (!named.equals(bucket)) {
      return new Forbidden("this gateway writes to the bucket " + bucket + " alone");
    }
    if (query.isEmpty() && copied.filter(source -> names(source, bucket, key)).isPresent()) {
      return new Forbidden("the lab's server would change the object in place: store it anew");
    }
    return key.isEmpty() ? ofBucket(method, query) : ofObject(method, key, query);
  }

  private static boolean names(String copySource, String bucket, String key) {
    var path = copySource.split("\\?", 2)[0];
    return ObjectKey.decode(path.startsWith("/") ? path.substring(1) : path)
        .equals(bucket + "/" + key);
  }

  private static ClientRequest ofBucket(String method, Set<String> query) {
    if (method.equals("POST") && query.contains("delete")) {
      return new DeleteMany();
    }
    if (method.equals("PUT") && query.isEmpty()) {
      return new Other(); // Creating the bucket again: shops do it at their start.
    }
    return new Forbidden("the lab holds the bucket's settings");
  }

  private static ClientRequest ofObject(String method, String key, Set<String> query) {
    boolean plain = query.isEmpty();
    return switch (method) {
      case "PUT" ->
          plain ? new Put(key) : query.contains("uploadId") ? new Other() : changesInPlace(query);
      case "DELETE" ->
          plain
              ? new Delete(key)
              : query.contains("uploadId") || query.equals(Set.of("versionId"))
                  ? new Other()
                  : changesInPlace(query);
      case "POST" ->
          query.contains("uploadId")
              ? new Put(key)
              : query.contains("uploads")
                  ? new Other()
                  : new Forbidden("not an S3 request on a key");
      default -> new Forbidden("not an S3 method");
    };
  }

  private static ClientRequest changesInPlace(Set<String> query) {
    return new Forbidden("the lab replicates objects, not their %s".formatted(query));
  }

  /// The query's names that say what is asked; signatures and `x-id` only say by whom and how.
  private static Set<String> names(String query) {
    var names = new HashSet<String>();
    for (var part : query.split("&", -1)) {
      var name = part.split("=", 2)[0];
      if (!name.isEmpty() && !name.equals("x-id") && !name.startsWith("X-Amz-")) {
        names.add(name);
      }
    }
    return names;
  }
}
