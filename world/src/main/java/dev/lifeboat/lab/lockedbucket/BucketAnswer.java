package dev.lifeboat.lab.lockedbucket;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Answer to a request.
///
/// @param bytes how long its body is, or would be for who asked for the head alone
@SuppressWarnings("ArrayRecordComponent") // Handed from one to the next, never compared.
record BucketAnswer(int status, Map<String, String> headers, byte[] body, long bytes) {
  static BucketAnswer of(int status, Map<String, String> headers, byte[] body) {
    return new BucketAnswer(status, headers, body, body.length);
  }

  static BucketAnswer done(int status) {
    return of(status, Map.of(), new byte[0]);
  }

  static BucketAnswer xml(String root, String content) {
    return of(
        200,
        Map.of("Content-Type", "application/xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%1$s>%2$s</%1$s>"
            .formatted(root, content)
            .getBytes(StandardCharsets.UTF_8));
  }

  static BucketAnswer refused(RequestRefusedException refused) {
    var told = xml("Error", tag("Code", refused.code()) + tag("Message", refused.why()));
    return of(refused.status(), told.headers(), told.body());
  }

  /// An element with escaped text.
  static String tag(String name, Object text) {
    var escaped = text.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<%1$s>%2$s</%1$s>".formatted(name, escaped);
  }
}
