package dev.lifeboat.lab.bucket;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Object keys in URL paths: percent-encoded UTF-8, where `+` is a plus and `/` separates. The JDK
/// encodes for forms: the few characters that differ are put right.
final class ObjectKey {
  private ObjectKey() {}

  static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%2F", "/");
  }

  /// @throws IllegalArgumentException if a percent sign is not followed by two hex digits
  static String decode(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
