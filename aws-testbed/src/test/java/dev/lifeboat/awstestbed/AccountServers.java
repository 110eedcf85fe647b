package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.postgres.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is behind one account: servers of PostgreSQL for its instances in RDS, processes for its
/// tasks on ECS, entrances for its load balancers, and what its experiments of FIS do to them. The
/// account tells what it was asked for, by `servers_behind.py`, and asks how far it is.
public final class AccountServers implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int OK = 200;
  private static final int MISSING = 404;

  /// A target that takes longer is not healthy.
  private static final Duration HEALTH = Duration.ofMillis(400);

  private final HttpServer server;
  private final DatabaseServers databases;
  private final TaskProcesses services;
  private final ExperimentEffects experiments = new ExperimentEffects();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(HEALTH).build();

  /// How far one of them is.
  ///
  /// @param ready whether it is as it was last asked to be
  record State(boolean ready, String address, int port) {}

  /// @param folder of its own, for what the processes keep
  AccountServers(TestBed bed, Installation installation, Path folder) throws IOException {
    this.databases = new DatabaseServers(installation);
    this.services = new TaskProcesses(bed, folder);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
    bed.putBodies(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  public DatabaseServers databases() {
    return databases;
  }

  public ExperimentEffects experiments() {
    return experiments;
  }

  public TaskProcesses services() {
    return services;
  }

  /// Everything in a region of AWS is killed, at once and for good.
  void lose(String awsRegion) throws IOException, InterruptedException {
    databases.lose(awsRegion);
    services.lose(awsRegion);
  }

  /// To every process in a region of AWS.
  public void signal(String awsRegion, String name) throws Exception {
    databases.signal(awsRegion, name);
    services.signal(awsRegion, name);
  }

  /// What was killed in a region of AWS starts again, as it was.
  public void heal(String awsRegion) throws Exception {
    databases.heal(awsRegion);
    services.heal(awsRegion);
  }

  private void serve(HttpExchange call) throws IOException {
    try (call) {
      var path = List.of(call.getRequestURI().getPath().substring(1).split("/"));
      var answer = call.getRequestMethod().equals("POST") ? tell(path, call) : ask(path);
      var bytes = JSON.writeValueAsBytes(answer.<Object>map(it -> it).orElse(Map.of()));
      call.sendResponseHeaders(answer.isPresent() ? OK : MISSING, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private Optional<State> tell(List<String> path, HttpExchange call) {
    JsonNode facts = JSON.readTree(call.getRequestBody());
    switch (path.getFirst()) {
      case "databases" -> databases.tell(facts);
      case "services" -> services.tell(facts);
      case "experiments" -> experiments.tell(facts);
      default -> throw new IllegalArgumentException("nothing is behind " + path);
    }
    return Optional.of(new State(false, "", 0));
  }

  private Optional<State> ask(List<String> path) {
    return switch (path.getFirst()) {
      case "databases" -> databases.state(path.get(1), path.get(2));
      case "services" -> services.state(path.get(1), path.get(2));
      case "experiments" -> Optional.of(experiments.state());
      case "targets" -> Optional.of(target(path.get(1), Integer.parseInt(path.get(2))));
      default -> throw new IllegalArgumentException("nothing is behind " + path);
    };
  }

  /// Whether a load balancer of a region of AWS has a target that can serve.
  public boolean serves(String awsRegion) {
    return target(services.entrance(awsRegion), services.port()).ready();
  }

  private State target(String address, int port) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://%s:%d%s".formatted(address, port, TaskProcesses.READY)))
            .timeout(HEALTH)
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return new State(status == OK, address, port);
    } catch (IOException _) {
      return new State(false, address, port);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new State(false, address, port);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    experiments.close();
    services.close();
    databases.close();
    http.close();
  }
}
