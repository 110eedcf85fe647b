package dev.lifeboat.lab.bucket;

import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.CallSigner;
import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The controller's way to one gateway, by its admin port. Each call ends within a second.
///
/// Safe for use by many threads.
public final class BucketClient implements AutoCloseable {
  /// What a gateway answers that is no candidate: HTTP's "precondition failed".
  static final int NO_CANDIDATE = 412;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final URI admin;
  private final CallSigner signer;
  private final HttpClient http;
  private final Duration patience;

  /// A client that connects when it is first asked.
  ///
  /// @param admin such as `http://127.1.0.1:9101`
  public BucketClient(URI admin, CallSigner signer) {
    this(
        admin,
        signer,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build(),
        PATIENCE);
  }

  private BucketClient(URI admin, CallSigner signer, HttpClient http, Duration patience) {
    this.admin = admin;
    this.signer = signer;
    this.http = http;
    this.patience = patience;
  }

  /// The same gateway, with another deadline for each call.
  public BucketClient within(Duration limit) {
    return new BucketClient(admin, signer, http, limit);
  }

  /// What became of a change of role.
  public sealed interface RoleChange {
    /// The role and epoch hold, durably, and no write admitted before can take effect any more.
    record Made(BucketState state) implements RoleChange {}

    /// The gateway knows a higher epoch, or the epoch as another region's. Nothing changed.
    record Refused(String why) implements RoleChange {}

    /// The bucket did not follow the writer that it would replace. Nothing changed.
    record NoCandidate(String why) implements RoleChange {}

    /// Writes in flight have not ended yet; new ones are refused already. Ask again.
    record Draining() implements RoleChange {}
  }

  /// Asks the gateway how it stands.
  ///
  /// @throws IOException if the gateway does not answer within a second
  public BucketState state() throws IOException, InterruptedException {
    return BucketState.parse(expect(send(request("/state").GET())));
  }

  /// Asks for a role under an epoch. Safe to repeat. A writer that is made replica keeps shipping
  /// what its queue holds; becoming a writer needs a new epoch, unless it was the writer of this
  /// one.
  ///
  /// @throws IOException if the gateway does not answer within a second: the change may have been
  ///   made
  public RoleChange setRole(BucketRole role, long epoch) throws IOException, InterruptedException {
    return setRole(role, epoch, Succession.NONE);
  }

  /// As the other one, of a writer.
  ///
  /// @param succession whom it replaces: a copy that did not follow that writer is refused, unless
  ///   a person accepted the loss
  public RoleChange setRole(BucketRole role, long epoch, Succession succession)
      throws IOException, InterruptedException {
    var body =
        BucketJson.object()
            .put("role", role.word())
            .put("epoch", epoch)
            .put("replaces", succession.writer());
    succession.acceptedLoss().ifPresent(word -> body.put("acceptedLoss", word));
    var text = body.toString();
    var answer =
        send(
            request("/role")
                .setHeader("Content-Type", "application/json")
                .setHeader(
                    CallSigner.HEADER,
                    signer.sign("PUT", "/role", text.getBytes(StandardCharsets.UTF_8)))
                .PUT(BodyPublishers.ofString(text)));
    return switch (answer.statusCode()) {
      case 409 -> new RoleChange.Refused(answer.body());
      case NO_CANDIDATE -> new RoleChange.NoCandidate(answer.body());
      case 503 -> new RoleChange.Draining();
      default -> new RoleChange.Made(BucketState.parse(expect(answer)));
    };
  }

  /// The versions that were found to exist on this side alone, one JSON object each, oldest first.
  public List<String> diverged() throws IOException, InterruptedException {
    return expect(send(request("/diverged").GET())).lines().toList();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(admin + path)).timeout(patience);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new IOException(admin + " had no answer: " + NoAnswer.why(failure), failure);
    }
  }

  private String expect(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(admin + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
