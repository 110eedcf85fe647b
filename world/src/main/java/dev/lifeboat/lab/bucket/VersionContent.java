package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What of a version travels to another store: its headers and its body.
final class VersionContent {
  /// User metadata that carries a version's identity through every hop.
  static final String IDENTITY = "x-amz-meta-lifeboat-version";

  /// Bodies up to this size are read whole; larger ones are streamed.
  static final int WHOLE_BYTES = 1 << 20;

  private static final Set<String> HEADERS =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-type",
          "expires");

  private VersionContent() {}

  /// The headers to store a copy with, under lower-case names.
  static Map<String, String> headers(Map<String, List<String>> from, String identity) {
    var carried = new TreeMap<String, String>();
    from.forEach((name, values) -> {
      var lower = name.toLowerCase(Locale.ROOT);
      if (HEADERS.contains(lower) || lower.startsWith("x-amz-meta-")) {
        carried.put(lower, String.join(",", values));
      }
    });
    carried.put(IDENTITY, identity);
    return carried;
  }

  /// @throws IOException if the body ends before `lengthBytes`
  static BodyPublisher body(InputStream in, long lengthBytes) throws IOException {
    if (lengthBytes > WHOLE_BYTES) {
      return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> in), lengthBytes);
    }
    var whole = in.readNBytes(Math.toIntExact(Math.max(lengthBytes, 0)));
    if (whole.length < lengthBytes) {
      throw new IOException("a body ended after " + whole.length + " of " + lengthBytes + " bytes");
    }
    return BodyPublishers.ofByteArray(whole);
  }
}
