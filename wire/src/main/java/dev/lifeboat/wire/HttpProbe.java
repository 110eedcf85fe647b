package dev.lifeboat.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks an address by GET; only a status of 200 to 299 with its whole body counts as an answer.
/// Thread-safe; one instance should serve for many probes.
public final class HttpProbe {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Looks once. An error status counts as refused: it came at once, and may be re-asked at once.
  public ProbeResult probe(URI address, Duration limit) throws InterruptedException {
    return ProbeDeadline.hold(limit, () -> ask(address, limit));
  }

  /// The status of one answer, whatever it is.
  ///
  /// @throws IOException when there was none in time
  public int status(URI address, Duration limit) throws IOException, InterruptedException {
    return status("GET", address, "", limit);
  }

  /// The status of one answer to a request that may change something.
  ///
  /// @throws IOException when there was none in time; the request may have arrived
  public int status(String method, URI address, String body, Duration limit)
      throws IOException, InterruptedException {
    var sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(address).timeout(limit).method(method, sent).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String ask(URI address, Duration limit) throws IOException, InterruptedException {
    int status = status(address, limit);
    if (status < 200 || status > 299) {
      throw new IOException(address + " answered with status " + status);
    }
    return "status " + status;
  }
}
