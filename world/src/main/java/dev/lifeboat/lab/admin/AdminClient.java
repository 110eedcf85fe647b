package dev.lifeboat.lab.admin;

import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Calls a program's admin address and gives up quickly: a program that does not answer within
/// [#TIMEOUT] is to be treated as gone. Thread-safe; a call ends early when its thread is
/// interrupted.
public final class AdminClient implements AutoCloseable {

  /// For connecting, and again for the answer.
  public static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final HostPort address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  public AdminClient(HostPort address) {
    this.address = address;
  }

  public <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
    return call(request(path).GET(), "GET " + path, type);
  }

  /// Safe to repeat: every PUT of a lab program sets a state.
  public <T> T put(String path, Object body, Class<T> type)
      throws IOException, InterruptedException {
    return call(
        request(path)
            .setHeader("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(AdminJson.write(body))),
        "PUT " + path,
        type);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(TIMEOUT);
  }

  private <T> T call(HttpRequest.Builder request, String what, Class<T> type)
      throws IOException, InterruptedException {
    var where = what + " at " + address;
    byte[] body;
    int status;
    try {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      status = response.statusCode();
      body = response.body();
    } catch (IOException failure) {
      throw new IOException(where + " had no answer: " + NoAnswer.why(failure), failure);
    }
    try {
      if (status == 200) {
        return AdminJson.read(body, type);
      }
      throw new AdminRefusedException(
          where, status, AdminJson.read(body, ErrorBody.class).detail());
    } catch (IllegalArgumentException unreadable) {
      throw new IOException(
          "%s answered %d with something unreadable: %s"
              .formatted(where, status, unreadable.getMessage()),
          unreadable);
    }
  }
}
