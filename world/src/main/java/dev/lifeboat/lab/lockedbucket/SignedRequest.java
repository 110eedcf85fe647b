package dev.lifeboat.lab.lockedbucket;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Request as it came.
///
/// @param headers by their lower-case names
/// @param body whole, as it was sent
@SuppressWarnings("ArrayRecordComponent") // Handed from one to the next, never compared.
record SignedRequest(
    String method, URI uri, Map<String, List<String>> headers, byte[] body, Instant received) {
  /// All values of a header as a signature has them; empty where there is none.
  String header(String name) {
    return String.join(
        ",",
        headers.getOrDefault(name, List.of()).stream()
            .map(it -> it.strip().replaceAll(" +", " "))
            .toList());
  }

  SignedRequest with(byte[] whole) {
    return new SignedRequest(method, uri, headers, whole, received);
  }

  RequestQuery query() {
    return RequestQuery.of(uri);
  }
}
