package dev.lifeboat.agent;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.EpochRefusedException;
import dev.lifeboat.agent.state.EpochRequest;
import dev.lifeboat.agent.state.HealthState;
import dev.lifeboat.agent.state.Refusal;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.UnitRequest;
import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.lapse.LapseNotice;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Talks to one region's agent. Thread-safe. Every call ends within the client's deadline, also if
/// the agent is frozen; a call that ran into it may or may not have taken effect, and may be
/// repeated. Calls throw
///
/// - [EpochRefusedException] if a higher epoch was seen there: somebody else has gone on,
/// - [RefusedException] if the agent answered that it must not or cannot,
/// - any other `IOException`, naming the call and the address, if there was no answer.
public final class AgentClient {
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final HttpClient http;
  private final URI agent;
  private final Duration deadline;

  /// A client with a deadline of 1 s for each call.
  ///
  /// @param agent such as `http://127.1.0.1:7000`
  public AgentClient(URI agent) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), agent, DEADLINE);
  }

  private AgentClient(HttpClient http, URI agent, Duration deadline) {
    this.http = http;
    this.agent = agent;
    this.deadline = deadline;
  }

  /// The same agent, with another deadline for each call. Assignments of a running writer may take
  /// up to 30 s.
  public AgentClient within(Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("deadline must be above zero, was " + limit);
    }
    return new AgentClient(http, agent, limit);
  }

  public URI address() {
    return agent;
  }

  public HealthState health() throws IOException, InterruptedException {
    return call("GET", "/health", null, HealthState.class);
  }

  /// What was sampled last; quick.
  public RegionState state() throws IOException, InterruptedException {
    return call("GET", "/state", null, RegionState.class);
  }

  /// As [#state()], but the database is looked at now.
  public RegionState freshState(String database) throws IOException, InterruptedException {
    return call("GET", "/state?fresh=" + database, null, RegionState.class);
  }

  /// Fences, promotes or stops; answers when it holds.
  public DatabaseState assign(String database, AssignmentRequest request)
      throws IOException, InterruptedException {
    return call("PUT", "/databases/" + database + "/assignment", request, DatabaseState.class);
  }

  /// Makes a fenced database stream from the other region, without a copy.
  public DatabaseState follow(String database, long epoch)
      throws IOException, InterruptedException {
    return call(
        "POST", "/databases/" + database + "/follow", new EpochRequest(epoch), DatabaseState.class);
  }

  /// Begins to clone the other region's database; [DatabaseState#activity] tells how far it is.
  public DatabaseState beginClone(String database, long epoch)
      throws IOException, InterruptedException {
    return call(
        "POST", "/databases/" + database + "/clone", new EpochRequest(epoch), DatabaseState.class);
  }

  /// Makes the first writer out of nothing.
  public DatabaseState initialise(String database, long epoch)
      throws IOException, InterruptedException {
    return call(
        "POST",
        "/databases/" + database + "/initialise",
        new EpochRequest(epoch),
        DatabaseState.class);
  }

  /// Changes how many instances run, and restarts those of a lower generation.
  public UnitState setUnit(String unit, int count, long generation)
      throws IOException, InterruptedException {
    return call("PUT", "/units/" + unit, new UnitRequest(count, generation), UnitState.class);
  }

  /// Keeps an intent durably in the region.
  ///
  /// @param json one JSON value
  public void keepIntent(String json) throws IOException, InterruptedException {
    send("PUT", "/intents", json);
  }

  /// Tells the edge that a database lapsed or is synchronous again; durable there on return.
  public void notice(String database, LapseNotice notice) throws IOException, InterruptedException {
    send("PUT", "/lapses/" + database, JSON.writeValueAsString(notice));
  }

  /// The placement as the edge keeps it, byte for byte.
  public String placement(String workload) throws IOException, InterruptedException {
    return send("GET", "/placements/" + workload, null);
  }

  private <T> T call(String method, String path, @Nullable Object body, Class<T> type)
      throws IOException, InterruptedException {
    var answer = send(method, path, body == null ? null : JSON.writeValueAsString(body));
    try {
      return JSON.readValue(answer, type);
    } catch (JacksonException mistake) {
      throw new IOException(what(method, path) + " was answered with something else", mistake);
    }
  }

  private String send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(agent.resolve(path)).method(method, publisher).build();
    var pending = http.sendAsync(request, BodyHandlers.ofString());
    try {
      var answer = pending.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      if (answer.statusCode() / 100 != 2) {
        throw refused(what(method, path), answer);
      }
      return answer.body();
    } catch (TimeoutException silence) {
      throw new IOException(
          what(method, path) + " had no answer within " + deadline.toMillis() + " ms", silence);
    } catch (ExecutionException failure) {
      var cause = failure.getCause();
      var why = cause instanceof ConnectException ? "connection refused" : String.valueOf(cause);
      throw new IOException(what(method, path) + " failed: " + why, failure);
    } finally {
      pending.cancel(true);
    }
  }

  private static IOException refused(String what, HttpResponse<String> answer) {
    Refusal refusal;
    try {
      refusal = JSON.readValue(answer.body(), Refusal.class);
    } catch (JacksonException mistake) {
      return new IOException(what + " was answered with status " + answer.statusCode(), mistake);
    }
    return Code.LB3002.name().equals(refusal.code())
        ? new EpochRefusedException(refusal.why())
        : new RefusedException(answer.statusCode(), refusal.code(), refusal.why());
  }

  private String what(String method, String path) {
    return method + " " + agent.resolve(path);
  }
}
