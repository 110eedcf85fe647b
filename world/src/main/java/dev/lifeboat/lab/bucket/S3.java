package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// One bucket on one S3 server, path-style and unsigned, as the lab's servers take it.
///
/// Every call blocks. No write has a time-out: a write given up may still take effect, and then
/// nobody could say when the fence holds. It ends with its connection. Safe for use by many
/// threads.
record S3(HttpClient http, URI server, String bucket) {
  /// One listing may hold this many keys; the lab's server reads its whole index for each page.
  private static final int PAGE_KEYS = 100_000;

  private static final Duration READ_PATIENCE = Duration.ofSeconds(30);

  /// A version's content, and the headers that travel with it.
  record Content(HttpHeaders headers, InputStream body, long lengthBytes) {}

  /// Creates the bucket if absent and switches versioning on. Safe to repeat.
  void ensureVersioned() throws IOException, InterruptedException {
    var create = request("").PUT(BodyPublishers.noBody()).timeout(READ_PATIENCE);
    var _ = send("creating the bucket", create, 200, 409);
    var versioning =
        "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + "<Status>Enabled</Status></VersioningConfiguration>";
    var enable =
        request("?versioning").PUT(BodyPublishers.ofString(versioning)).timeout(READ_PATIENCE);
    var _ = send("switching versioning on", enable, 200);
  }

  /// Sends what is answered in few words.
  private HttpResponse<String> send(String doing, HttpRequest.Builder request, Integer... good)
      throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (!List.of(good).contains(answer.statusCode())) {
      throw unexpected(doing, answer.statusCode(), answer.body());
    }
    return answer;
  }

  /// All versions by key, each key's newest first.
  ///
  /// The listing tells markers and versions apart but not their order among each other, except
  /// which one is current: older markers come last.
  Map<String, List<StoredVersion>> versions(String prefix)
      throws IOException, InterruptedException {
    var found = new TreeMap<String, List<StoredVersion>>();
    listVersions(
        prefix,
        (version, _) -> found.computeIfAbsent(version.key(), _ -> new ArrayList<>()).add(version));
    found.values().forEach(S3::newestFirst);
    return found;
  }

  /// The current version of each key: its ETag, or nothing for a delete marker.
  SortedMap<String, Optional<String>> current() throws IOException, InterruptedException {
    var found = new TreeMap<String, Optional<String>>();
    listVersions(
        "",
        (version, tag) -> {
          if (version.current()) {
            found.put(version.key(), version.marker() ? Optional.empty() : Optional.of(tag));
          }
        });
    return found;
  }

  /// Takes each version of a listing, with its ETag.
  private void listVersions(String prefix, BiConsumer<StoredVersion, String> each)
      throws IOException, InterruptedException {
    var within = prefix.isEmpty() ? "" : "&prefix=" + encoded(prefix);
    String next = "";
    S3Xml.Page page;
    do {
      page = list("?versions&encoding-type=url&max-keys=" + PAGE_KEYS + within + next);
      for (var entry : page.entries()) {
        var key = S3Xml.decoded(entry.field("Key"));
        boolean marker = entry.kind().equals("DeleteMarker");
        boolean current = entry.field("IsLatest").equals("true");
        each.accept(
            new StoredVersion(key, entry.field("VersionId"), marker, current), entry.field("ETag"));
      }
      next =
          "&key-marker="
              + page.fields().getOrDefault("NextKeyMarker", "")
              + "&version-id-marker="
              + page.fields().getOrDefault("NextVersionIdMarker", "");
    } while (page.truncated());
  }

  /// The keys whose current version is an object, in key order.
  ///
  /// From the listing of versions: the lab's server names in ListObjectsV2 also keys whose current
  /// version is a delete marker.
  List<String> keys(String prefix) throws IOException, InterruptedException {
    return versions(prefix).entrySet().stream()
        .filter(key -> !key.getValue().getFirst().marker())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The version's content, or empty if it is not stored (any more). The caller closes the body.
  Optional<Content> get(String key, String version) throws IOException, InterruptedException {
    var answer =
        http.send(
            request("/" + ObjectKey.encode(key) + "?versionId=" + encoded(version))
                .timeout(READ_PATIENCE)
                .build(),
            BodyHandlers.ofInputStream());
    if (answer.statusCode() == 200) {
      long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      return Optional.of(new Content(answer.headers(), answer.body(), length));
    }
    try (var body = answer.body()) {
      if (answer.statusCode() == 404 || answer.statusCode() == 405) {
        return Optional.empty();
      }
      throw unexpected("reading " + key, answer.statusCode(), text(body));
    }
  }

  /// The headers of a version, or of the current one if `version` is empty; empty if not stored.
  Optional<HttpHeaders> head(String key, String version) throws IOException, InterruptedException {
    var query = version.isEmpty() ? "" : "?versionId=" + encoded(version);
    var answer =
        http.send(
            request("/" + ObjectKey.encode(key) + query).HEAD().timeout(READ_PATIENCE).build(),
            BodyHandlers.discarding());
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(answer.headers());
      case 404, 405 -> Optional.empty();
      default -> throw unexpected("looking at " + key, answer.statusCode(), "");
    };
  }

  /// Stores a new version and returns its id.
  String put(String key, Map<String, String> headers, BodyPublisher body)
      throws IOException, InterruptedException {
    var request = request("/" + ObjectKey.encode(key)).PUT(body);
    headers.forEach(request::setHeader);
    return send("storing " + key, request, 200)
        .headers()
        .firstValue("x-amz-version-id")
        .orElse("null");
  }

  /// Puts a delete marker on top of the key and returns the marker's id.
  String putMarker(String key) throws IOException, InterruptedException {
    var _ = send("deleting " + key, request("/" + ObjectKey.encode(key)).DELETE(), 200, 204);
    return currentMarker(key).map(StoredVersion::id).orElse("null");
  }

  /// The delete marker that is current for `key`. The lab's server answers a DELETE with the id of
  /// the version below the marker, so that only the listing tells.
  Optional<StoredVersion> currentMarker(String key) throws IOException, InterruptedException {
    return versions(key).getOrDefault(key, List.of()).stream()
        .filter(version -> version.current() && version.marker())
        .findFirst();
  }

  /// Deletes versions and markers for good.
  void remove(List<StoredVersion> versions) throws IOException, InterruptedException {
    var body = new StringBuilder("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    body.append("<Quiet>true</Quiet>");
    for (var version : versions) {
      body.append("<Object><Key>").append(S3Xml.escaped(version.key())).append("</Key><VersionId>");
      body.append(S3Xml.escaped(version.id())).append("</VersionId></Object>");
    }
    body.append("</Delete>");
    var request =
        request("?delete")
            .header("Content-Type", "application/xml")
            .POST(BodyPublishers.ofString(body.toString()));
    var answer = send("removing versions", request, 200);
    if (answer.body().contains("<Error>")) {
      throw unexpected("removing versions", answer.statusCode(), answer.body());
    }
  }

  private S3Xml.Page list(String query) throws IOException, InterruptedException {
    var answer =
        http.send(request(query).timeout(READ_PATIENCE).build(), BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw unexpected("listing " + bucket, answer.statusCode(), text(body));
      }
      return S3Xml.read(body);
    }
  }

  private HttpRequest.Builder request(String rest) {
    return HttpRequest.newBuilder(URI.create(server + "/" + bucket + rest));
  }

  private IOException unexpected(String doing, int status, String body) {
    return new IOException(
        doing + " at " + server + "/" + bucket + " was answered " + status + " " + body);
  }

  /// The sort is stable: what the listing tells of the order stays.
  private static void newestFirst(List<StoredVersion> versions) {
    versions.sort(
        Comparator.comparing(StoredVersion::current)
            .reversed()
            .thenComparing(StoredVersion::marker));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readNBytes(4096), StandardCharsets.UTF_8);
  }
}
