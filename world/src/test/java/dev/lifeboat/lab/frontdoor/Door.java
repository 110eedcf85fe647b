package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.FreePorts;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// A front door in this process, with its controller and a client.
final class Door implements AutoCloseable {
  private final FrontDoorConfig config;
  private final FrontDoor door;
  private final FrontDoorClient admin;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Door(FrontDoorConfig config) throws IOException, InterruptedException {
    this.config = config;
    this.door = FrontDoor.open(config, _ -> {});
    this.admin = new FrontDoorClient(config.admin());
  }

  static Door open(Path folder) throws IOException, InterruptedException {
    return new Door(config(folder, 5_000));
  }

  static Door open(Path folder, Duration answerTimeout) throws IOException, InterruptedException {
    return new Door(config(folder, answerTimeout.toMillis()));
  }

  static FrontDoorConfig config(Path folder, long answerTimeoutMillis) throws IOException {
    var ports = FreePorts.some(2);
    return new FrontDoorConfig(
        ports.get(0), ports.get(1), folder.resolve("table.json"), answerTimeoutMillis, null);
  }

  static Table.Region open(int weight, HostPort... instances) {
    return new Table.Region(weight, Table.State.OPEN, List.of(instances));
  }

  static Table east(long epoch, Table.Region east) {
    return new Table(epoch, new TreeMap<>(Map.of("east", east)), "/healthz");
  }

  FrontDoorClient admin() {
    return admin;
  }

  HostPort address() {
    return config.listen();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
    return http.send(
        request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> getLater(String path) {
    return http.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  static String sent(HttpResponse<?> answer) {
    return answer.headers().firstValue("Lifeboat-Sent").orElse("not said");
  }

  static String region(HttpResponse<?> answer) {
    return answer.headers().firstValue("Lifeboat-Region").orElse("not said");
  }

  @Override
  public void close() throws IOException {
    http.shutdownNow();
    door.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + config.listen() + path));
  }
}
