package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.KeyRing;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What one bucket gateway is told at its start, as the JSON file that [BucketMain] reads.
///
/// @param region the region this gateway and its S3 server stand in
/// @param listen where clients speak the S3 protocol to it
/// @param admin where the controller and the peer gateway speak to it
/// @param s3 the region's own S3 server, which nobody else writes to while the gateway runs
/// @param bucket the one bucket it serves
/// @param replicateDeletes whether a delete marker follows to the peer
/// @param mode when a client's write is answered: before or after the peer has stored it
/// @param peer the other region's gateway, as reached from here through the WAN link
/// @param placement where the arbiter serves the placement of the bucket's workload; without one
///   the gateway stays replica after a start until it is told
/// @param keys by which it knows the controller and the peer, and is known to the peer
/// @param keeper whose lease its writes need; empty for a workload that is written without one
/// @param state a folder of its own, kept over restarts
public record BucketConfig(
    String region,
    InetSocketAddress listen,
    InetSocketAddress admin,
    URI s3,
    String bucket,
    boolean replicateDeletes,
    Mode mode,
    Peer peer,
    Optional<URI> placement,
    KeyRing keys,
    Optional<Keeper> keeper,
    Path state) {

  /// When the client of a write has its answer.
  public enum Mode {
    ASYNCHRONOUS("asynchronous"),
    SYNCHRONOUS("synchronous");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /// The mode as JSON has it.
    public String word() {
      return word;
    }

    private static Mode of(String word) {
      for (var mode : values()) {
        if (mode.word.equals(word)) {
          return mode;
        }
      }
      throw new IllegalArgumentException(
          "mode must be asynchronous or synchronous, was '" + word + "'");
    }
  }

  /// The other region's gateway.
  ///
  /// @param url this region's outbound end of the WAN link toward the peer's admin port
  public record Peer(String region, URI url) {
    public Peer {
      requireHttp("peer.url", url);
    }
  }

  /// The region's lease keeper.
  ///
  /// @param workload whose lease counts
  public record Keeper(URI url, String workload) {
    public Keeper {
      requireHttp("keeper.url", url);
    }
  }

  public BucketConfig {
    if (region.isBlank() || peer.region().equals(region)) {
      throw new IllegalArgumentException("region must be named and differ from its peer's");
    }
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException("bucket must be an S3 bucket name, was '" + bucket + "'");
    }
    requireHttp("s3", s3);
  }

  /// Reads the text of a configuration file.
  ///
  /// @throws IllegalArgumentException naming the field that is missing or wrong
  public static BucketConfig parse(String json) {
    var node = BucketJson.read(json);
    var peer = node.path("peer");
    return new BucketConfig(
        BucketJson.text(node, "region"),
        address(node, "listen"),
        address(node, "admin"),
        URI.create(BucketJson.text(node, "s3")),
        BucketJson.text(node, "bucket"),
        node.path("replicateDeletes").asBoolean(false),
        Mode.of(BucketJson.text(node, "mode")),
        new Peer(BucketJson.text(peer, "region"), URI.create(BucketJson.text(peer, "url"))),
        node.path("placement").isString()
            ? Optional.of(URI.create(node.path("placement").asString()))
            : Optional.empty(),
        keys(node.path("keys")),
        node.path("keeper").isObject()
            ? Optional.of(keeper(node.path("keeper")))
            : Optional.empty(),
        Path.of(BucketJson.text(node, "state")));
  }

  /// The text that [#parse] reads back.
  public String toJson() {
    var node = BucketJson.object();
    node.put("region", region);
    node.put("listen", text(listen));
    node.put("admin", text(admin));
    node.put("s3", s3.toString());
    node.put("bucket", bucket);
    node.put("replicateDeletes", replicateDeletes);
    node.put("mode", mode.word());
    node.putObject("peer").put("region", peer.region()).put("url", peer.url().toString());
    placement.ifPresent(url -> node.put("placement", url.toString()));
    var ring = node.putObject("keys").put("self", keys.self()).put("secret", keys.secret());
    var callers = ring.putObject("callers");
    new TreeMap<>(keys.callers()).forEach(callers::put);
    keeper.ifPresent(own ->
        node.putObject("keeper").put("url", own.url().toString()).put("workload", own.workload()));
    node.put("state", state.toString());
    return node.toString();
  }

  private static KeyRing keys(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "keys are missing: an earlier version of Lifeboat wrote it, so that lab has to be taken"
              + " down");
    }
    var callers = new TreeMap<String, String>();
    node.path("callers")
        .properties()
        .forEach(each -> callers.put(each.getKey(), each.getValue().asString()));
    return new KeyRing(BucketJson.text(node, "self"), BucketJson.text(node, "secret"), callers);
  }

  private static Keeper keeper(JsonNode node) {
    return new Keeper(URI.create(BucketJson.text(node, "url")), BucketJson.text(node, "workload"));
  }

  private static InetSocketAddress address(JsonNode node, String field) {
    var text = BucketJson.text(node, field);
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(field + " must be address:port, was '" + text + "'");
    }
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static void requireHttp(String field, URI url) {
    if (!"http".equals(url.getScheme()) || url.getPort() < 0) {
      throw new IllegalArgumentException(field + " must be http://address:port, was " + url);
    }
  }
}
