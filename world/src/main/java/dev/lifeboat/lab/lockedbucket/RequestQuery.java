package dev.lifeboat.lab.lockedbucket;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Query of a request, decoded.
record RequestQuery(Map<String, String> values) {
  static RequestQuery of(URI uri) {
    var values = new TreeMap<String, String>();
    var raw = uri.getRawQuery();
    for (var part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      var halves = part.split("=", 2);
      values.put(decoded(halves[0]), halves.length > 1 ? decoded(halves[1]) : "");
    }
    return new RequestQuery(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// Those that say what is asked; `x-id` only repeats it.
  Set<String> names() {
    var names = new TreeSet<>(values.keySet());
    names.remove("x-id");
    return names;
  }

  /// As a signature has it.
  String canonical() {
    return values.entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
