package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.lab.bucket.ObjectSurvey;
import dev.lifeboat.lab.frontdoor.FrontDoorClient;
import dev.lifeboat.lab.link.LinkClient;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.RegionInit;
import dev.lifeboat.lab.setup.SandboxSetup;
import dev.lifeboat.lab.setup.Secrets;
import dev.lifeboat.lab.setup.UnitNames;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.wire.Caller;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Everything in a lab that the controller can talk to, by region and resource. Thread-safe.
///
/// The controller stands at the edge, and all it asks of a region goes over the edge's part of the
/// WAN. What passes the WAN by says so: the links themselves, the host, and [#at].
public record LabClients(LabFolder folder, Topology topology, Secrets secrets) {

  /// The agent of a region.
  ///
  /// @param region a region, or the edge
  public AgentClient agent(String region) {
    var edge = topology.edge();
    return region.equals(edge.name())
        ? agent(region, edge.at(edge.agentPort()))
        : agent(region, topology.fromEdge(region).at(topology.fromEdge(region).agent()));
  }

  /// The link of a region or of the edge, by its own address: conditions can be changed whatever
  /// they are.
  public LinkClient link(String region) {
    var edge = topology.edge();
    if (region.equals(edge.name())) {
      return new LinkClient(edge.at(edge.linkAdminPort()));
    }
    var site = topology.region(region);
    return new LinkClient(site.at(site.linkAdminPort()));
  }

  public BucketClient bucket(String region, String bucket) {
    var far = topology.fromEdge(region);
    return new BucketClient(
        far.at(far.bucket(bucket).admin()).http(),
        secrets.controllerTo(topology, new Caller(Caller.Kind.GATEWAY, region)));
  }

  /// Whether the peer of a synchronous bucket's writer may lack something that a client was told is
  /// stored; empty while its gateway is silent.
  public Optional<Boolean> answersEarly(String region, String bucket) throws InterruptedException {
    try {
      return Optional.of(bucket(region, bucket).state().answersEarly());
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  public FrontDoorClient door(String traffic) {
    return new FrontDoorClient(topology.edge().at(topology.edge().door(traffic).adminPort()));
  }

  /// The entrance of `region` that the name of `traffic` leads to; empty where that is a proxy.
  public Optional<FrontDoorClient> entrance(String traffic, String region) {
    return Optional.ofNullable(topology.edge().door(traffic).ways().get(region))
        .map(way -> new FrontDoorClient(topology.edge().at(way.wayAdmin())));
  }

  /// Where clients reach `traffic`: a proxy, or a name that [#resolver] knows.
  public URI address(String traffic) {
    var door = topology.edge().door(traffic);
    return door.resolverPort() == null
        ? topology.edge().at(door.port()).http()
        : new HostPort(topology.nameOf(traffic), door.port()).http();
  }

  /// Who knows the name of `traffic`; empty where that is a proxy.
  public Optional<HostPort> resolver(String traffic) {
    return Optional.ofNullable(topology.edge().door(traffic).resolverPort())
        .map(topology.edge()::at);
  }

  /// The database as a client from the edge logs in to it, with what services log in with.
  public Endpoint application(String region, String database) {
    return fromEdge(region, database, secrets.application());
  }

  /// The database as its agent logs in to it, from the edge.
  public Endpoint superuser(String region, String database) {
    return fromEdge(region, database, secrets.superuser());
  }

  /// The login that streams and copies the database, from the edge.
  public Endpoint backup(String region, String database) {
    return fromEdge(region, database, secrets.replication());
  }

  private Endpoint fromEdge(String region, String database, Credential credential) {
    var far = topology.fromEdge(region);
    return endpoint(far.at(far.database(database)), database, credential);
  }

  /// The login that streams and copies the database of a region, by its own address: for what
  /// stands in the same region.
  public Endpoint replication(String region, String database) {
    var site = topology.region(region);
    return endpoint(site.at(site.database(database).port()), database, secrets.replication());
  }

  /// A database at any port of a region, by its own address, past the WAN: with its superuser, or
  /// with what services log in with.
  public Endpoint at(String region, int port, String database, boolean superuser) {
    return endpoint(
        topology.region(region).at(port),
        database,
        superuser ? secrets.superuser() : secrets.application());
  }

  private static Endpoint endpoint(HostPort at, String database, Credential credential) {
    return new Endpoint(at.host(), at.port(), database, credential);
  }

  /// The agent of a region by its own address, past the WAN.
  public AgentClient agentDirect(String region) {
    var site = topology.region(region);
    return agent(region, site.at(site.agentPort()));
  }

  private AgentClient agent(String region, HostPort at) {
    var signer = secrets.controllerTo(topology, new Caller(Caller.Kind.AGENT, region));
    return new AgentClient(at.http(), signer);
  }

  /// Looks straight into a region's S3 server.
  public ObjectSurvey objects(String region, String bucket) {
    var far = topology.fromEdge(region);
    return new ObjectSurvey(far.at(far.bucket(bucket).s3()).http(), bucket);
  }

  /// Where the gateway of `bucket` speaks S3.
  public URI storage(String region, String bucket) {
    var far = topology.fromEdge(region);
    return far.at(far.bucket(bucket).gateway()).http();
  }

  /// The sandbox beside the stores of `region`.
  public SandboxSetup sandbox(String region) {
    return new SandboxSetup(folder, topology, secrets, region, "sandbox");
  }

  /// The place beside them where restored databases are tried.
  public SandboxSetup trial(String region) {
    return new SandboxSetup(folder, topology, secrets, region, "trial");
  }

  /// The host's process table, which stands outside the regions.
  public ProcessTable host() {
    return ProcessTable.ofThisHost();
  }

  /// Every living process of `region`, as the host sees it.
  public List<LivingProcess> living(String region) throws IOException, InterruptedException {
    return host().living(folder.scope(region));
  }

  /// The living processes of one store in `region`, of its lease keeper, of its agent, and of what
  /// would start that again.
  public List<LivingProcess> livingOf(String region, String resource)
      throws IOException, InterruptedException {
    return host()
        .named(
            folder.lab(),
            region,
            List.of(
                UnitNames.s3(resource),
                UnitNames.gateway(resource),
                resource,
                UnitNames.KEEPER,
                RegionInit.AGENT,
                RegionInit.INIT),
            Optional.of(folder.database(region, resource)));
  }
}
