package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.guard.KeeperConfig;
import dev.lifeboat.lab.bucket.BucketConfig;
import dev.lifeboat.lab.bucket.BucketMain;
import dev.lifeboat.lab.bucket.S3Program;
import dev.lifeboat.lab.bucket.S3Server;
import dev.lifeboat.lab.bucket.StoreRepair;
import dev.lifeboat.lab.frontdoor.FrontDoorConfig;
import dev.lifeboat.lab.frontdoor.FrontDoorMain;
import dev.lifeboat.lab.standin.StandInMain;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.watch.Lapse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes what the agent of one region is told, with the config files of all that it runs.
///
/// @param commands the folder that the commands of services are relative to
record RegionConfigs(LabDesign lab, Path commands, PostgresSetup postgres) {
  /// The first version of PostgreSQL that has `scram_iterations`.
  private static final int SETS_ITERATIONS = 16;

  /// Writes `agent.json` and all it refers to below the region's folder.
  void write(Topology.RegionSite site) throws IOException {
    var state = Files.createDirectories(lab.folder().region(site.name()));
    var units = new ArrayList<UnitConfig>();
    units.add(lab.link(new LinkConfigs(lab.plan(), lab.topology()).of(site, lab.folder())));
    units.add(new KeeperConfigs(lab).write(site));
    for (var door : lab.topology().edge().doors().entrySet()) {
      var entrance = door.getValue().ways().get(site.name());
      if (entrance != null) {
        units.add(entrance(site, door.getKey(), entrance));
      }
    }
    var databases = new ArrayList<DatabaseConfig>();
    for (var workload : lab.plan().workloads().values()) {
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
    var _ =
        lab.agent(
            new AgentConfig(
                lab.plan().name(),
                site.name(),
                site.address(),
                site.agentPort(),
                lab.folder().lab(),
                state,
                lab.secrets().ofAgent(lab.topology(), site.name()),
                lab.workloads(),
                arbiter(site),
                null,
                databases,
                units));
  }

  /// The edge's agent, by the region's own way out: it is silent when the WAN to the edge is.
  private static URI arbiter(Topology.RegionSite site) {
    return site.at(site.edgeAgentWay()).http();
  }

  private static URI keeper(Topology.RegionSite site) {
    return site.at(site.keeperPort()).http();
  }

  /// Databases ask for a lease and give it back; a bucket alone has nobody who does.
  static boolean leased(Workload workload) {
    return !workload.resources(Database.class).isEmpty();
  }

  /// The front door that a name leads to, which lives in the region and dies with it. A proxy at
  /// the edge needs none.
  private UnitConfig entrance(
      Topology.RegionSite site, String traffic, Topology.EntranceSite entrance) throws IOException {
    var own = lab.folder().resource(site.name(), traffic);
    return lab.program(
        traffic,
        FrontDoorMain.class,
        own.resolve("front-door.json"),
        new FrontDoorConfig(
            site.at(entrance.port()),
            site.at(entrance.adminPort()),
            own.resolve("table.json"),
            null,
            true),
        entrance.adminPort(),
        "/health");
  }

  private DatabaseConfig database(Topology.RegionSite site, Workload workload, Database database) {
    var place = site.database(database.name());
    var peer = lab.topology().peerOf(site.name());
    var secrets = lab.secrets();
    return new DatabaseConfig(
        database.name(),
        workload.name(),
        new DatabaseConfig.Place(
            lab.folder().database(site.name(), database.name()),
            postgres.installation().home(),
            site.address(),
            place.port()),
        new DatabaseConfig.Access(
            database.name(), secrets.superuser(), secrets.application(), secrets.replication()),
        postgres.launcher(),
        settings(site, database),
        new DatabaseConfig.Peer(
            new DatabaseConfig.SourceConfig(
                site.address(), place.wayOut(), slot(site.name()), site.name()),
            slot(peer.name())),
        new DatabaseConfig.Commits(
            keeper(site),
            database.replication() == Replication.SYNCHRONOUS_WHILE_CONNECTED
                ? new DatabaseConfig.ConnectedConfig(
                    peer.name(),
                    Lapse.AFTER,
                    new KeeperConfig.VoterConfig(lab.topology().edge().name(), arbiter(site)))
                : null,
            database.commitTrigger()));
  }

  private Map<String, String> settings(Topology.RegionSite site, Database database) {
    var settings = new HashMap<String, String>();
    settings.put("cluster_name", lab.plan().name() + "-" + site.name() + "-" + database.name());
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
    var root = lab.folder().resource(site.name(), UnitNames.s3(bucket.name()));
    var place = site.bucket(bucket.name());
    var server = new S3Server(root, site.at(place.s3Port()), place.s3TlsPort());
    server.prepare();
    var java = lab.java();
    return new UnitConfig(
        UnitNames.s3(bucket.name()),
        server.commandAfter(
            java.line(StoreRepair.class, root.toString()), java.java(), S3Program.of(java)),
        server.environment(),
        List.of(),
        root,
        List.of(new UnitConfig.InstanceConfig(place.s3Port())),
        1,
        "http://{host}:{port}/",
        true,
        Map.of(),
        null);
  }

  private UnitConfig gateway(Topology.RegionSite site, Workload workload, Bucket bucket)
      throws IOException {
    var state = lab.folder().resource(site.name(), UnitNames.gateway(bucket.name()));
    var place = site.bucket(bucket.name());
    var config =
        new BucketConfig(
            site.name(),
            site.at(place.gatewayPort()),
            site.at(place.adminPort()),
            site.at(place.s3Port()).http(),
            bucket.name(),
            bucket.replicateDeletes(),
            bucket.replication() == Replication.SYNCHRONOUS
                ? BucketConfig.Mode.SYNCHRONOUS
                : BucketConfig.Mode.ASYNCHRONOUS,
            new BucketConfig.Peer(
                lab.topology().peerOf(site.name()).name(), site.at(place.wayOut()).http()),
            arbiter(site).resolve("/placements/" + workload.name()),
            lab.secrets().ofGateway(lab.topology(), site.name()),
            leased(workload) ? new BucketConfig.Keeper(keeper(site), workload.name()) : null,
            state);
    return lab.program(
        UnitNames.gateway(bucket.name()),
        BucketMain.class,
        state.resolve(LabFiles.GATEWAY),
        config,
        place.adminPort(),
        "/state");
  }

  private UnitConfig service(Topology.RegionSite site, Workload workload, Service service) {
    var place = site.service(service.name());
    boolean primary = lab.plan().primary().name().equals(site.name());
    var environment = ServiceEnvironment.of(lab.topology(), site.name(), lab.secrets(), lab.java());
    return new UnitConfig(
        service.name(),
        lab.plan().lab().standsInFor(service.name()) ? standIn(workload, service) : service.run(),
        environment.common(service),
        service.environment().passed(),
        commands,
        place.ports().stream().map(UnitConfig.InstanceConfig::new).toList(),
        primary ? service.instances().serving() : service.instances().standby(),
        "http://{host}:{port}" + service.health(),
        false,
        environment.bindings(workload, service),
        site.name());
  }

  /// The command that answers in the place of a service.
  private List<String> standIn(Workload workload, Service service) {
    var arguments = new ArrayList<>(List.of("{host}:{port}", service.health(), service.ready()));
    service.uses().stream()
        .filter(used -> workload.resources().get(used) instanceof Database)
        .map(ServiceEnvironment::variable)
        .forEach(arguments::add);
    return lab.java().line(StandInMain.class, arguments.toArray(String[]::new));
  }
}
