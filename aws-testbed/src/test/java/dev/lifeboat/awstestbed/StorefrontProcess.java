package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// The storefront as its image starts it, and who asks it.
record StorefrontProcess(Process process, HttpClient client, URI address) {
  private static final Pattern LISTENS = Pattern.compile("listens on .*:(\\d+)");
  private static final String BOAT = "{\"item\":\"a lifeboat\"}";

  /// Begins one at a free port, and waits until it listens.
  ///
  /// @param log of its words
  /// @param settings beside where it listens
  static StorefrontProcess begin(Path log, Map<String, String> settings) throws IOException {
    var jar = Path.of(System.getProperty("lifeboat.storefront"), "storefront.jar");
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(
                java.toString(), "-XX:TieredStopAtLevel=1", "-Xmx96m", "-jar", jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(settings);
    builder.environment().put("PORT", "0");
    var process = builder.start();
    while (true) {
      var told = Files.readString(log);
      var listens = LISTENS.matcher(told);
      if (listens.find()) {
        return new StorefrontProcess(
            process,
            HttpClient.newHttpClient(),
            URI.create("http://127.0.0.1:" + listens.group(1)));
      }
      assertThat(process.isAlive()).as("%s", told).isTrue();
      LookPause.pass();
    }
  }

  int get(String path) throws IOException, InterruptedException {
    return told(path).statusCode();
  }

  HttpResponse<String> told(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
  }

  /// Asks for an order.
  CompletableFuture<Integer> beginPut(String order) {
    var request =
        HttpRequest.newBuilder(address.resolve("/orders/" + order))
            .PUT(BodyPublishers.ofString(BOAT))
            .build();
    return client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }

  int put(String order) {
    return beginPut(order).join();
  }

  void end() throws InterruptedException {
    client.close();
    process.destroyForcibly().waitFor();
  }
}
