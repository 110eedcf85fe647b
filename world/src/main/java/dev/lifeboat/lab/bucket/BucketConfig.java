package dev.lifeboat.lab.bucket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.guard.ConfigChecks;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.KeyRing;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// The config file of one bucket gateway.
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
/// @param keeper whose lease its writes need; null for a workload that is written without one
/// @param state a folder of its own, kept over restarts
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BucketConfig(
    String region,
    HostPort listen,
    HostPort admin,
    URI s3,
    String bucket,
    boolean replicateDeletes,
    Mode mode,
    Peer peer,
    @Nullable URI placement,
    KeyRing keys,
    @Nullable Keeper keeper,
    @JsonSerialize(using = ToStringSerializer.class) Path state) {

  /// When the client of a write has its answer.
  public enum Mode {
    @JsonProperty("asynchronous")
    ASYNCHRONOUS,
    @JsonProperty("synchronous")
    SYNCHRONOUS
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
    ConfigChecks.check("region", region);
    Objects.requireNonNull(listen, "listen is missing");
    Objects.requireNonNull(admin, "admin is missing");
    requireHttp("s3", s3);
    Objects.requireNonNull(bucket, "bucket is missing");
    Objects.requireNonNull(mode, "mode is missing");
    Objects.requireNonNull(peer, "peer is missing");
    ConfigChecks.checkKeys(keys);
    Objects.requireNonNull(state, "state is missing");
    if (peer.region().equals(region)) {
      throw new IllegalArgumentException("region must differ from its peer's, both were " + region);
    }
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException("bucket must be an S3 bucket name, was '" + bucket + "'");
    }
  }

  private static void requireHttp(String field, URI url) {
    if (url == null || !"http".equals(url.getScheme()) || url.getPort() < 0) {
      throw new IllegalArgumentException(field + " must be http://address:port, was " + url);
    }
  }
}
