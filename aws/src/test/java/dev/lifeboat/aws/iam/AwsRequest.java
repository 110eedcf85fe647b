package dev.lifeboat.aws.iam;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One request as it came, read as its service reads it.
///
/// @param region that it was signed for
/// @param service that it was signed for
/// @param operation such as `PutItem`; of REST services the method and path
public record AwsRequest(
    String region, String service, String operation, URI address, Headers headers, byte[] body) {

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// Its members, where they are JSON.
  JsonNode json() {
    return JsonMapper.shared().readTree(body.length == 0 ? "{}" : text());
  }

  /// Its members, where they are a form's.
  Map<String, String> form() {
    return decoded(text());
  }

  Map<String, String> query() {
    return decoded(Optional.ofNullable(address.getRawQuery()).orElse(""));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  private static Map<String, String> decoded(String text) {
    var members = new LinkedHashMap<String, String>();
    for (var member : text.split("&", -1)) {
      int at = member.indexOf('=');
      members.put(
          decode(at < 0 ? member : member.substring(0, at)),
          at < 0 ? "" : decode(member.substring(at + 1)));
    }
    return members;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// The texts of the elements of this name, where its body is XML.
  List<String> elements(String name) {
    return Stream.of(text().split("<" + name + ">", -1))
        .skip(1)
        .map(it -> it.substring(0, it.indexOf("</")))
        .toList();
  }
}
