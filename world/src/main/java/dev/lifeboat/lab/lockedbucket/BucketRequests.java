package dev.lifeboat.lab.lockedbucket;

import static dev.lifeboat.lab.lockedbucket.BucketAnswer.tag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Requests on the bucket itself. Its settings are those of its config file: no login changes them.
record BucketRequests(LockedBucketConfig config, LockedObjects objects, AttemptLog attempts) {
  private static final int MOST_KEYS = 1000;

  BucketAnswer answer(BucketLogin login, SignedRequest request)
      throws IOException, RequestRefusedException {
    var query = request.query();
    var asked = request.method() + " " + String.join("&", query.names());
    if (!Set.of("GET", "HEAD").contains(request.method())) {
      throw RequestRefusedException.attempt("no login changes the bucket: " + asked.strip());
    }
    if (query.value("list-type").isPresent()) {
      return list(query);
    }
    return switch (asked) {
      case "HEAD " -> BucketAnswer.done(200);
      case "GET object-lock" -> lock();
      case "GET attempts" -> attempts(login);
      default -> throw RequestRefusedException.unknown(asked);
    };
  }

  /// Days are rounded down: nobody is promised more than is kept.
  private BucketAnswer lock() {
    var each = tag("Mode", "COMPLIANCE") + tag("Days", config.retain().toDays());
    var rule =
        config.retain().toDays() == 0
            ? ""
            : "<Rule><DefaultRetention>%s</DefaultRetention></Rule>".formatted(each);
    return BucketAnswer.xml("ObjectLockConfiguration", tag("ObjectLockEnabled", "Enabled") + rule);
  }

  /// Of those alone who may look after others.
  private BucketAnswer attempts(BucketLogin login) throws IOException, RequestRefusedException {
    if (!login.isKeeper()) {
      throw RequestRefusedException.attempt("attempts are for the keeper");
    }
    return BucketAnswer.of(
        200,
        Map.of("Content-Type", "application/json"),
        String.join("\n", attempts.lines()).getBytes(StandardCharsets.UTF_8));
  }

  private BucketAnswer list(RequestQuery query) {
    int most =
        Math.min(MOST_KEYS, query.value("max-keys").map(Integer::parseInt).orElse(MOST_KEYS));
    var after =
        query
            .value("continuation-token")
            .map(it -> new String(HexFormat.of().parseHex(it), StandardCharsets.UTF_8))
            .or(() -> query.value("start-after"))
            .orElse("");
    var prefix = query.value("prefix").orElse("");
    var found = objects.list(prefix, after, most + 1);
    var page = found.subList(0, Math.min(most, found.size()));
    boolean more = found.size() > most && most > 0;
    return BucketAnswer.xml(
        "ListBucketResult",
        tag("Name", config.bucket())
            + tag("Prefix", RequestQuery.encoded(prefix))
            + tag("KeyCount", page.size())
            + tag("MaxKeys", most)
            + tag("EncodingType", "url")
            + tag("IsTruncated", more)
            + (more ? tag("NextContinuationToken", token(page.getLast())) : "")
            + page.stream().map(BucketRequests::entry).collect(Collectors.joining()));
  }

  /// In digits, as no key of anybody's may spoil an answer.
  private static String token(LockedObject last) {
    return RequestSignature.hex(last.key().getBytes(StandardCharsets.UTF_8));
  }

  private static String entry(LockedObject object) {
    return "<Contents>%s%s%s%s</Contents>"
        .formatted(
            tag("Key", RequestQuery.encoded(object.key())),
            tag("Size", object.bytes()),
            tag("ETag", '"' + object.digest() + '"'),
            tag("LastModified", object.put().truncatedTo(ChronoUnit.MILLIS)));
  }
}
