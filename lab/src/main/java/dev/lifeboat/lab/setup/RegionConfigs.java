package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.guard.KeeperConfig;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.admin.StrictJson;
import dev.lifeboat.lab.bucket.BucketConfig;
import dev.lifeboat.lab.bucket.BucketMain;
import dev.lifeboat.lab.bucket.S3Program;
import dev.lifeboat.lab.bucket.S3Server;
import dev.lifeboat.lab.bucket.StoreRepair;
import dev.lifeboat.lab.link.LinkMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.watch.AsyncWindow;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what the agent of one region is told, with the config files of all that it runs.
final class RegionConfigs {
  /// The first version of PostgreSQL that has `scram_iterations`.
  private static final int SETS_ITERATIONS = 16;

  private final Plan plan;
  private final Path planFolder;
  private final LabFolder folder;
  private final Topology topology;
  private final Secrets secrets;
  private final JavaCommand java;
  private final PostgresSetup postgres;

  RegionConfigs(
      Plan plan,
      Path planFolder,
      LabFolder folder,
      Topology topology,
      Secrets secrets,
      JavaCommand java,
      PostgresSetup postgres) {
    this.plan = plan;
    this.planFolder = planFolder;
    this.folder = folder;
    this.topology = topology;
    this.secrets = secrets;
    this.java = java;
    this.postgres = postgres;
  }

  /// Writes `agent.json` and all it refers to below the region's folder.
  ///
  /// @return the path of `agent.json`
  Path write(Topology.RegionSite site) throws IOException {
    var state = folder.region(site.name());
    Files.createDirectories(state);
    var units = new ArrayList<UnitConfig>();
    units.add(link(site, state));
    units.add(new KeeperConfigs(plan, topology, secrets, java).write(site, state));
    units.addAll(new EntranceConfigs(folder, topology, java).write(site));
    var databases = new ArrayList<DatabaseConfig>();
    for (var workload : plan.workloads().values()) {
      for (var database : workload.resources(Database.class)) {
        databases.add(database(site, workload, database));
      }
      for (var bucket : workload.resources(Bucket.class)) {
        units.add(s3(site, bucket));
        units.add(gateway(site, workload, bucket));
      }
      for (var service : workload.resources(Service.class)) {
        units.add(service(site, workload, service));
      }
    }
    var config =
        new AgentConfig(
            plan.name(),
            site.name(),
            site.address(),
            site.agentPort(),
            folder.lab(),
            state,
            secrets.ofAgent(topology, site.name()),
            List.copyOf(plan.workloads().keySet()),
            arbiter(site),
            null,
            databases,
            units);
    var file = state.resolve("agent.json");
    DurableFile.write(file, config.toJson());
    return file;
  }

  /// The edge's agent, by the region's own way out: it is silent when the WAN to the edge is.
  private static URI arbiter(Topology.RegionSite site) {
    return URI.create("http://%s:%d".formatted(site.address(), site.edgeAgentWay()));
  }

  private static URI keeper(Topology.RegionSite site) {
    return URI.create("http://%s:%d".formatted(site.address(), site.keeperPort()));
  }

  /// Databases ask for a lease and give it back; a bucket alone has nobody who does.
  static boolean leased(Workload workload) {
    return !workload.resources(Database.class).isEmpty();
  }

  private UnitConfig link(Topology.RegionSite site, Path state) throws IOException {
    return link(
        new LinkConfigs(plan, topology).of(site, folder.linkState(site.name())),
        java,
        state,
        site.linkAdminPort());
  }

  static UnitConfig link(byte[] config, JavaCommand java, Path state, int adminPort)
      throws IOException {
    var file = state.resolve("link.json");
    DurableFile.write(file, config);
    return unit(
        UnitNames.LINK,
        java.line(LinkMain.class, file.toString()),
        state,
        adminPort,
        "http://{host}:{port}/link");
  }

  private DatabaseConfig database(Topology.RegionSite site, Workload workload, Database database) {
    var place = site.database(database.name());
    var peer = topology.peerOf(site.name());
    return new DatabaseConfig(
        database.name(),
        workload.name(),
        folder.database(site.name(), database.name()),
        postgres.installation().home(),
        site.address(),
        place.port(),
        database.name(),
        secrets.superuser(),
        secrets.application(),
        secrets.replication(),
        postgres.launcher(),
        settings(site, database),
        new DatabaseConfig.SourceConfig(
            site.address(), place.wayOut(), slot(site.name()), site.name()),
        slot(peer.name()),
        new DatabaseConfig.Commits(
            keeper(site),
            database.replication() == Replication.SYNCHRONOUS_WHILE_CONNECTED
                ? new DatabaseConfig.ConnectedConfig(
                    peer.name(),
                    AsyncWindow.AFTER,
                    new KeeperConfig.VoterConfig(topology.edge().name(), arbiter(site)))
                : null,
            database.commitTrigger()));
  }

  private Map<String, String> settings(Topology.RegionSite site, Database database) {
    var settings = new HashMap<String, String>();
    settings.put("cluster_name", plan.name() + "-" + site.name() + "-" + database.name());
    if (postgres.installation().isAtLeast(SETS_ITERATIONS)) {
      // To hash often makes weak passwords harder to guess. Those of a lab are random.
      settings.put("scram_iterations", "1");
    }
    return settings;
  }

  /// The slot that a database offers the replica in `region`.
  static String slot(String region) {
    return "lifeboat_" + region.replace('-', '_');
  }

  private UnitConfig s3(Topology.RegionSite site, Bucket bucket) throws IOException {
    var root = folder.resource(site.name(), UnitNames.s3(bucket.name()));
    var place = site.bucket(bucket.name());
    var server =
        new S3Server(root, new HostPort(site.address(), place.s3Port()), place.s3TlsPort());
    server.prepare();
    return new UnitConfig(
        UnitNames.s3(bucket.name()),
        server.commandAfter(
            java.line(StoreRepair.class, root.toString()), java.java(), s3Program()),
        server.environment(),
        root,
        List.of(new UnitConfig.InstanceConfig(place.s3Port())),
        1,
        "http://{host}:{port}/",
        true);
  }

  /// The launcher names the folder; without it the server runs as it was published.
  private S3Program s3Program() throws IOException {
    return S3Program.of(
        java.classPathText(), Optional.ofNullable(System.getProperty("lifeboat.s3")).map(Path::of));
  }

  private UnitConfig gateway(Topology.RegionSite site, Workload workload, Bucket bucket)
      throws IOException {
    var state = folder.resource(site.name(), UnitNames.gateway(bucket.name()));
    Files.createDirectories(state);
    var place = site.bucket(bucket.name());
    var config =
        new BucketConfig(
            site.name(),
            new HostPort(site.address(), place.gatewayPort()),
            new HostPort(site.address(), place.adminPort()),
            URI.create("http://%s:%d".formatted(site.address(), place.s3Port())),
            bucket.name(),
            bucket.replicateDeletes(),
            bucket.replication() == Replication.SYNCHRONOUS
                ? BucketConfig.Mode.SYNCHRONOUS
                : BucketConfig.Mode.ASYNCHRONOUS,
            new BucketConfig.Peer(
                topology.peerOf(site.name()).name(),
                URI.create("http://%s:%d".formatted(site.address(), place.wayOut()))),
            arbiter(site).resolve("/placements/" + workload.name()),
            secrets.ofGateway(topology, site.name()),
            leased(workload) ? new BucketConfig.Keeper(keeper(site), workload.name()) : null,
            state);
    var file = state.resolve("gateway.json");
    DurableFile.write(file, StrictJson.write(config));
    return unit(
        UnitNames.gateway(bucket.name()),
        java.line(BucketMain.class, file.toString()),
        state,
        place.adminPort(),
        "http://{host}:{port}/state");
  }

  private UnitConfig service(Topology.RegionSite site, Workload workload, Service service) {
    var place = site.service(service.name());
    boolean primary = plan.primary().name().equals(site.name());
    var environment = new ServiceEnvironment(site, topology.peerOf(site.name()), secrets, java);
    return new UnitConfig(
            service.name(),
            service.run(),
            environment.common(service),
            planFolder,
            place.ports().stream().map(UnitConfig.InstanceConfig::new).toList(),
            primary ? service.instances().serving() : service.instances().standby(),
            "http://{host}:{port}" + service.health(),
            false)
        .passing(service.environment().passed())
        .bound(environment.bindings(workload, service), site.name());
  }

  static UnitConfig unit(
      String name, List<String> command, Path directory, int port, String health) {
    return new UnitConfig(
        name,
        command,
        Map.of(),
        directory,
        List.of(new UnitConfig.InstanceConfig(port)),
        1,
        health,
        true);
  }
}
