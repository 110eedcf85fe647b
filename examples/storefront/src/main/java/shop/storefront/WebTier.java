package shop.storefront;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// An instance without stores: it hands every request to the app tier, but for the question whether
/// it lives. A write is sent once, and the answer is the app tier's own.
final class WebTier implements ShopTier, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /// Below the time in which those in flight must be answered at the end.
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final URI app;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /// @param app the app tier's entrance, such as `http://10.0.0.7:8080`
  /// @throws IllegalArgumentException when nobody can be asked there
  WebTier(URI app) {
    this.app = app;
    var _ = HttpRequest.newBuilder(app);
  }

  @Override
  public Reply answer(String method, String path, byte[] body) {
    if (ShopRoute.of(method, path) instanceof ShopRoute.Health) {
      return Reply.text(200, "ok");
    }
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(new URI(app.getScheme(), app.getAuthority(), path, null, null))
              .method(method, BodyPublishers.ofByteArray(body))
              .timeout(ANSWER)
              .build();
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Reply.error(400, "no request to the shop");
    }
    return answer(request);
  }

  private Reply answer(HttpRequest request) {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      var type = answer.headers().firstValue("Content-Type").orElse("text/plain");
      return new Reply(answer.statusCode(), type, answer.body());
    } catch (ConnectException | HttpConnectTimeoutException nobody) {
      return Reply.error(503, "the app tier cannot be reached; nothing was stored");
    } catch (IOException silent) {
      return Reply.error(504, "the app tier gave no answer; nobody knows");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reply.error(504, "interrupted; nobody knows");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
