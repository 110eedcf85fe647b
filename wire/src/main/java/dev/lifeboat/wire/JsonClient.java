package dev.lifeboat.wire;

import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to one [ApiServer]. Thread-safe. Every call ends within the client's deadline, also if
/// the other side is frozen; a call that ran into it may or may not have taken effect. Calls throw
///
/// - [EpochRefusedException] if a higher epoch was seen there,
/// - [RefusedException] if it answered that it must not or cannot,
/// - any other `IOException`, naming the call and the address, if there was no answer.
///
/// What a part refuses since it was signed before the part was started is signed anew and sent once
/// more: nothing was done with it (RFC 8470, section 5.1).
public final class JsonClient {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A row of a ledger may be some megabytes; a larger answer would fill the caller's memory.
  private static final long LARGEST_ANSWER = 16L << 20;

  private static final int CONFLICT = 409;

  /// One for all addresses, since each has a thread of its own.
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI address;
  private final Duration deadline;
  private final Optional<CallSigner> signer;
  private final long largestAnswer;

  /// A client that only asks.
  ///
  /// @param address such as `http://127.1.0.1:7000`
  /// @param deadline of each call
  public JsonClient(URI address, Duration deadline) {
    this(address, deadline, Optional.empty(), LARGEST_ANSWER);
  }

  /// A client whose changes are signed.
  public JsonClient(URI address, Duration deadline, CallSigner signer) {
    this(address, deadline, Optional.of(signer), LARGEST_ANSWER);
  }

  private JsonClient(
      URI address, Duration deadline, Optional<CallSigner> signer, long largestAnswer) {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("deadline must be above zero, was " + deadline);
    }
    this.address = address;
    this.deadline = deadline;
    this.signer = signer;
    this.largestAnswer = largestAnswer;
  }

  /// The same address, with another deadline for each call.
  public JsonClient within(Duration limit) {
    return new JsonClient(address, limit, signer, largestAnswer);
  }

  /// The same address, for answers of up to so many bytes.
  public JsonClient taking(long bytes) {
    return new JsonClient(address, deadline, signer, bytes);
  }

  public URI address() {
    return address;
  }

  /// Sends `body`, if there is one, as JSON and reads the answer as `type`.
  public <T> T call(String method, String path, @Nullable Object body, Class<T> type)
      throws IOException, InterruptedException {
    var answer = send(method, path, body == null ? null : JSON.writeValueAsString(body));
    try {
      return JSON.readValue(answer, type);
    } catch (JacksonException mistake) {
      throw new IOException(what(method, path) + " was answered with something else", mistake);
    }
  }

  /// Sends `body` as JSON; that it was taken is all that is asked of the answer.
  public void tell(String method, String path, Object body)
      throws IOException, InterruptedException {
    var _ = send(method, path, JSON.writeValueAsString(body));
  }

  /// Sends text as it is, and returns the answer as it came.
  public String send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    var answer = ask(method, path, body);
    if (answer.status() / 100 != 2) {
      throw refused(what(method, path), answer);
    }
    return answer.body();
  }

  /// As [#send], whatever the answer says.
  public JsonAnswer ask(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    var answer = exchange(method, path, body, end);
    return answer.status() == RefusedException.TOO_EARLY
        ? exchange(method, path, body, end)
        : answer;
  }

  private JsonAnswer exchange(String method, String path, @Nullable String body, long end)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address.resolve(path));
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(body));
      request.setHeader("Content-Type", "application/json");
      var content = body.getBytes(StandardCharsets.UTF_8);
      signer.ifPresent(by -> request.setHeader(CallSigner.HEADER, by.sign(method, path, content)));
    }
    var pending =
        HTTP.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), largestAnswer));
    try {
      var answer = pending.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return new JsonAnswer(answer.statusCode(), answer.body());
    } catch (TimeoutException silence) {
      throw new IOException(
          what(method, path) + " had no answer within " + deadline.toMillis() + " ms", silence);
    } catch (ExecutionException failure) {
      var why = NoAnswer.why(failure.getCause() == null ? failure : failure.getCause());
      throw new IOException(what(method, path) + " failed: " + why, failure);
    } finally {
      pending.cancel(true);
    }
  }

  private static IOException refused(String what, JsonAnswer answer) {
    Refusal refusal;
    try {
      refusal = JSON.readValue(answer.body(), Refusal.class);
    } catch (JacksonException mistake) {
      return new IOException(what + " was answered with status " + answer.status(), mistake);
    }
    var unsaid = answer.status() == CONFLICT ? Code.LB3002 : Code.LB2001;
    var code = Objects.requireNonNullElse(refusal.code(), unsaid.name());
    return code.equals(Code.LB3002.name())
        ? new EpochRefusedException(
            refusal.why(),
            Objects.requireNonNullElse(refusal.epoch(), 0L),
            Objects.requireNonNullElse(refusal.highest(), 0L))
        : new RefusedException(answer.status(), code, refusal.why());
  }

  private String what(String method, String path) {
    return method + " " + address.resolve(path);
  }
}
