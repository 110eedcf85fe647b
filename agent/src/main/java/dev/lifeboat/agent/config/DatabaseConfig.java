package dev.lifeboat.agent.config;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lifeboat.guard.ConfigChecks;
import dev.lifeboat.guard.KeeperConfig;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.StandbyNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL server that the agent starts, guards and stops. In JSON the fields of its place,
/// access and peer stand beside the others.
///
/// @param workload whose placement decides where this database may be written
/// @param launcher words before the command, such as those that change to an unprivileged user
/// @param settings of the server, as in postgresql.conf
/// @param commits what they wait for; they may also wait for a replica that a run names
public record DatabaseConfig(
    String name,
    String workload,
    @JsonUnwrapped Place place,
    @JsonUnwrapped Access access,
    List<String> launcher,
    Map<String, String> settings,
    @JsonUnwrapped Peer peer,
    Commits commits) {

  public DatabaseConfig {
    ConfigChecks.check("database", name);
    ConfigChecks.check("workload of " + name, workload);
    ConfigChecks.checkPort("port of " + name, place.port);
    launcher = launcher == null ? List.of() : List.copyOf(launcher);
    settings = settings == null ? Map.of() : Map.copyOf(settings);
  }

  /// The same logins and settings for another copy of the files, which nothing ties to others.
  ///
  /// @param of its process
  /// @param data the copy
  /// @param at where it listens on `host`
  public DatabaseConfig alone(String of, Path data, String host, int at) {
    var copy = new Place(data, place.installation, host, at);
    return new DatabaseConfig(
        of, workload, copy, access, launcher, settings, Peer.NONE, Commits.AT_ONCE);
  }

  /// Where its files and its programs are, and where it listens.
  ///
  /// @param data its data directory; made by the first initialisation or by a clone
  /// @param installation the PostgreSQL installation's home
  public record Place(Path data, Path installation, String host, int port) {}

  /// The database that the services use, and who logs in to its server.
  public record Access(
      String database, Credential superuser, Credential application, Credential replication) {}

  /// The streams between it and the other region's server.
  ///
  /// @param source that server as it is reached through the link; null if there is none
  /// @param peerSlot the replication slot this server offers the other region; null for none
  public record Peer(@Nullable SourceConfig source, @Nullable String peerSlot) {
    /// It streams to nobody and from nobody.
    public static final Peer NONE = new Peer(null, null);
  }

  /// What a commit needs before it is acknowledged.
  ///
  /// @param keeper the region's lease keeper, whose lease the server needs to write and whose gate
  ///   it waits for; null for none
  /// @param whileConnected set when writes wait for the replica only while it is connected
  /// @param trigger whether a trigger on each table looks at the lease as well
  public record Commits(
      @Nullable URI keeper, @Nullable ConnectedConfig whileConnected, boolean trigger) {
    /// They wait for nothing.
    public static final Commits AT_ONCE = new Commits(null, null, false);

    public Commits {
      if (trigger && keeper == null) {
        throw new IllegalArgumentException("without a keeper there is no lease to look at");
      }
    }

    /// Whom the server waits for: the keeper's gate, if there is one, and these replicas.
    public StandbyNames names(String... replicas) {
      return keeper == null ? StandbyNames.of(replicas) : StandbyNames.leased(replicas);
    }
  }

  /// How a writer waits for its replica while that is connected.
  ///
  /// @param replica what the replica calls itself (`application_name`)
  /// @param lapseAfter how long it may be away before writes go on without it
  /// @param arbiter the agent that keeps the lapses; without its word none begins
  public record ConnectedConfig(
      String replica, Duration lapseAfter, KeeperConfig.VoterConfig arbiter) {
    public ConnectedConfig {
      if (!lapseAfter.isPositive()) {
        throw new IllegalArgumentException("lapseAfter must be above zero, was " + lapseAfter);
      }
    }
  }

  /// Where a replica streams from.
  ///
  /// @param slot the slot the source offers this region
  /// @param applicationName under which the source lists this replica
  public record SourceConfig(String host, int port, String slot, String applicationName) {
    public SourceConfig {
      ConfigChecks.checkPort("port of a source", port);
    }
  }
}
