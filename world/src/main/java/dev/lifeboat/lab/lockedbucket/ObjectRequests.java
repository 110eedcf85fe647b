package dev.lifeboat.lab.lockedbucket;

import static dev.lifeboat.lab.lockedbucket.BucketAnswer.tag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Requests on one object.
record ObjectRequests(LockedObjects objects) {
  private static final Pattern RANGE = Pattern.compile("bytes=(?<from>\\d{1,18})-(?<to>\\d{0,18})");
  private static final Pattern UNTIL =
      Pattern.compile("<RetainUntilDate>\\s*(?<time>[^<\\s]+)\\s*</RetainUntilDate>");
  private static final Pattern STATUS = Pattern.compile("<Status>\\s*(?<word>ON|OFF)\\s*</Status>");

  /// @param body as it was signed
  BucketAnswer answer(BucketLogin login, SignedRequest request, String key, byte[] body)
      throws IOException, RequestRefusedException {
    var asked = request.method() + " " + String.join("&", request.query().names());
    return switch (asked) {
      case "GET ", "HEAD " -> read(request, key);
      case "PUT " -> put(request, key, body);
      case "DELETE ", "DELETE versionId" -> {
        objects.delete(key);
        yield BucketAnswer.done(204);
      }
      case "GET retention" ->
          BucketAnswer.xml(
              "Retention",
              tag("Mode", "COMPLIANCE") + tag("RetainUntilDate", objects.required(key).until()));
      case "GET legal-hold" ->
          BucketAnswer.xml("LegalHold", tag("Status", objects.required(key).held() ? "ON" : "OFF"));
      case "PUT retention" -> retain(key, body);
      case "PUT legal-hold" -> hold(login, key, body);
      default -> throw other(request, asked);
    };
  }

  /// What is not known here may do harm that is not known either.
  private static RequestRefusedException other(SignedRequest request, String asked) {
    return request.method().equals("GET") || request.method().equals("HEAD")
        ? RequestRefusedException.unknown(asked)
        : RequestRefusedException.attempt("no login may " + asked);
  }

  private BucketAnswer read(SignedRequest request, String key)
      throws IOException, RequestRefusedException {
    var object = objects.required(key);
    var headers = new TreeMap<String, String>();
    headers.put("ETag", '"' + object.digest() + '"');
    headers.put(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(object.put().atOffset(ZoneOffset.UTC)));
    headers.put("x-amz-object-lock-mode", "COMPLIANCE");
    headers.put("x-amz-object-lock-retain-until-date", object.until().toString());
    if (request.method().equals("HEAD")) {
      return new BucketAnswer(200, headers, new byte[0], object.bytes());
    }
    var range = RANGE.matcher(request.header("range"));
    if (!range.matches()) {
      return BucketAnswer.of(
          200, headers, objects.read(object, 0, Math.toIntExact(object.bytes())));
    }
    long from = Long.parseLong(range.group("from"));
    if (from >= object.bytes()) {
      throw new RequestRefusedException(416, "InvalidRange", key + " ends before");
    }
    long last = object.bytes() - 1;
    long to =
        range.group("to").isEmpty() ? last : Math.min(last, Long.parseLong(range.group("to")));
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(from, to, object.bytes()));
    return BucketAnswer.of(
        206, headers, objects.read(object, from, Math.toIntExact(Math.max(0, to - from + 1))));
  }

  private BucketAnswer put(SignedRequest request, String key, byte[] body)
      throws IOException, RequestRefusedException {
    if (!request.header("x-amz-copy-source").isEmpty()) {
      throw RequestRefusedException.attempt("nothing is copied within the bucket");
    }
    if (request.headers().keySet().stream().anyMatch(it -> it.startsWith("x-amz-object-lock-"))) {
      throw RequestRefusedException.unknown("a lock of a PUT's own");
    }
    var put = objects.put(key, body, request.header("if-none-match").equals("*"));
    return BucketAnswer.of(200, Map.of("ETag", '"' + put.digest() + '"'), new byte[0]);
  }

  private BucketAnswer retain(String key, byte[] body) throws IOException, RequestRefusedException {
    var object = objects.required(key);
    var found = UNTIL.matcher(new String(body, StandardCharsets.UTF_8));
    if (!found.find()) {
      throw RequestRefusedException.attempt("no login takes a retention away");
    }
    try {
      objects.retain(object, Instant.parse(found.group("time")));
    } catch (DateTimeException notOne) {
      throw new RequestRefusedException(400, "MalformedXML", "RetainUntilDate is no time");
    }
    return BucketAnswer.done(200);
  }

  private BucketAnswer hold(BucketLogin login, String key, byte[] body)
      throws IOException, RequestRefusedException {
    var object = objects.required(key);
    var found = STATUS.matcher(new String(body, StandardCharsets.UTF_8));
    boolean on = found.find() && found.group("word").equals("ON");
    if (!on && !login.isKeeper()) {
      throw RequestRefusedException.attempt("a hold is released by the keeper");
    }
    objects.hold(object, on);
    return BucketAnswer.done(200);
  }
}
