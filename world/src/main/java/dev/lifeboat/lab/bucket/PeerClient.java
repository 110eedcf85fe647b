package dev.lifeboat.lab.bucket;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.wire.CallSigner;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Speaks to the peer gateway, through the WAN link. Every call blocks and has a deadline.
record PeerClient(HttpClient http, URI peer, CallSigner signer) {
  /// The caller's epoch, on every request.
  static final String EPOCH = "x-lifeboat-epoch";

  /// The identity of the version in the body.
  static final String VERSION = "x-lifeboat-version";

  /// Names one life of the answering process; a new one may stand on another disk.
  static final String LIFE = "x-lifeboat-life";

  private static final Duration ASK_PATIENCE = Duration.ofSeconds(1);
  private static final Duration SHIP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration COMPARE_PATIENCE = Duration.ofSeconds(60);

  /// The slowest link that a large version is still given time for.
  private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

  /// The peer knows a higher epoch, or is a writer: it took nothing.
  static final class Superseded extends IOException {
    private static final long serialVersionUID = 1L;

    Superseded(String why) {
      super(why);
    }
  }

  /// What a rewind changed at the peer.
  record Rewound(int diverged, int rewound) {}

  /// A key's identities, newest first, as `/identities` and `/rewind` stream them.
  ///
  /// @param pending whether versions of the key are still on their way to the peer
  record KeyLine(String key, List<String> identities, boolean pending) {}

  /// Which life of the peer answers now.
  String life() throws IOException, InterruptedException {
    var answer =
        http.send(request("/state").timeout(ASK_PATIENCE).build(), BodyHandlers.discarding());
    return answer.headers().firstValue(LIFE).orElse("");
  }

  /// Stores a version at the peer. Repeating it changes nothing.
  void put(PendingVersion entry, S3.Content content) throws IOException, InterruptedException {
    var request =
        shipping("PUT", entry)
            .PUT(VersionContent.body(content.body(), content.lengthBytes()))
            .timeout(SHIP_PATIENCE.plusSeconds(content.lengthBytes() / SLOWEST_BYTES_PER_SECOND));
    VersionContent.headers(content.headers().map(), entry.identity()).forEach(request::setHeader);
    var _ = taken(request);
  }

  /// Puts a delete marker at the peer. Repeating it changes nothing.
  void putMarker(PendingVersion entry) throws IOException, InterruptedException {
    var _ = taken(shipping("DELETE", entry).DELETE().timeout(SHIP_PATIENCE));
  }

  /// The identities that the peer stores, by key.
  Map<String, Set<String>> identities(long epoch) throws IOException, InterruptedException {
    var answer =
        http.send(
            signed("GET", "/identities", epoch, stamp(epoch, "")).timeout(COMPARE_PATIENCE).build(),
            BodyHandlers.ofLines());
    try (var lines = answer.body()) {
      if (answer.statusCode() != 200) {
        throw failure(answer.statusCode(), lines.findFirst().orElse(""));
      }
      return lines
          .map(line -> ProgramJson.read(line, KeyLine.class))
          .collect(Collectors.toMap(KeyLine::key, line -> Set.copyOf(line.identities())));
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  /// Makes the peer's current versions those of this listing.
  Rewound rewind(List<KeyLine> listing, long epoch) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    listing.forEach(line -> lines.append(ProgramJson.line(line)).append('\n'));
    var body = lines.toString().getBytes(StandardCharsets.UTF_8);
    var answer =
        taken(
            signed("POST", "/rewind", epoch, stamp(epoch, body))
                .setHeader("Content-Type", "application/json")
                .timeout(COMPARE_PATIENCE)
                .POST(BodyPublishers.ofByteArray(body)));
    return ProgramJson.read(answer, Rewound.class);
  }

  private HttpRequest.Builder shipping(String method, PendingVersion entry) {
    var version = URLEncoder.encode(entry.identity(), StandardCharsets.UTF_8);
    var path = "/replica/" + ObjectKey.encode(entry.key());
    return signed(method, path, entry.epoch(), stamp(entry.epoch(), version))
        .setHeader(VERSION, version);
  }

  private HttpRequest.Builder signed(String method, String path, long epoch, byte[] stamp) {
    return request(path)
        .setHeader(EPOCH, String.valueOf(epoch))
        .setHeader(CallSigner.HEADER, signer.sign(method, path, stamp));
  }

  /// What is signed of a request beside method and path: not its body, which may be a large object
  /// that streams.
  ///
  /// @param version as its header has it; empty for a request without one
  static byte[] stamp(long epoch, String version) {
    return (epoch + " " + version).getBytes(StandardCharsets.UTF_8);
  }

  /// What is signed of a request whose body is all in memory.
  static byte[] stamp(long epoch, byte[] body) {
    return stamp(epoch, Sha256.of(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(peer + path));
  }

  /// The body of an answer that says yes.
  private String taken(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw failure(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  private static IOException failure(int status, String body) {
    return status == 409
        ? new Superseded(body)
        : new IOException("the peer answered " + status + " " + body);
  }
}
