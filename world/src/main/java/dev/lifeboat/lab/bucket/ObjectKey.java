package dev.lifeboat.lab.bucket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Object keys in URL paths: percent-encoded UTF-8, where `+` is a plus and `/` separates.
final class ObjectKey {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private ObjectKey() {}

  static String encode(String key) {
    var encoded = new StringBuilder();
    for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return encoded.toString();
  }

  /// @throws IllegalArgumentException if a percent sign is not followed by two hex digits
  static String decode(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    var octets = new ByteArrayOutputStream();
    for (int at = 0; at < path.length(); at++) {
      char letter = path.charAt(at);
      if (letter != '%') {
        octets.writeBytes(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
      } else if (at + 2 < path.length()) {
        octets.write(Integer.parseInt(path, at + 1, at + 3, 16));
        at += 2;
      } else {
        throw new IllegalArgumentException("key ends inside a percent-encoded octet: " + path);
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }
}
