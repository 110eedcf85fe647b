package dev.lifeboat.aws.accelerator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Which region answers a user who comes by the accelerator now, from where this process runs.
///
/// @param tells an address at which each region answers with its name
public record AcceleratorProbe(URI tells) {
  /// The seconds that a region may take to say its name.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  private static final int MOST_BYTES = 256;
  private static final int OK = 200;

  /// Asks once, by a connection of its own: one that lasts would go on to lead where it led.
  ///
  /// @throws IOException when nobody answers with a name
  String ask() throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(LONGEST_CALL).build()) {
      var request = HttpRequest.newBuilder(tells).timeout(LONGEST_CALL).GET().build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        var text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        if (answer.statusCode() != OK) {
          throw new IOException("%s answered %d".formatted(tells, answer.statusCode()));
        }
        return text;
      }
    }
  }
}
