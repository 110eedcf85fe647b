package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.AgentClient;
import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.lab.bucket.ObjectSurvey;
import dev.lifeboat.lab.frontdoor.FrontDoorClient;
import dev.lifeboat.lab.link.LinkClient;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.Secrets;
import dev.lifeboat.lab.setup.UnitNames;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.postgres.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything in a lab that the controller can talk to, by region and resource. Thread-safe.
public final class LabClients {
  /// The name of an agent's own process in its region.
  public static final String AGENT = "agent";

  private final LabFolder folder;
  private final Topology topology;
  private final Secrets secrets;
  private final ProcessTable host = ProcessTable.ofThisHost();
  private final Map<String, AgentClient> agents = new HashMap<>();
  private final Map<String, LinkClient> links = new HashMap<>();
  private final Map<String, BucketClient> buckets = new HashMap<>();
  private final Map<String, FrontDoorClient> doors = new HashMap<>();

  public LabClients(LabFolder folder, Topology topology, Secrets secrets) {
    this.folder = folder;
    this.topology = topology;
    this.secrets = secrets;
    var edge = topology.edge();
    agents.put(edge.name(), new AgentClient(http(edge.address(), edge.agentPort())));
    edge.doors()
        .forEach((name, door) ->
            doors.put(name, new FrontDoorClient(new HostPort(edge.address(), door.adminPort()))));
    for (var site : topology.regions().values()) {
      agents.put(site.name(), new AgentClient(http(site.address(), site.agentPort())));
      links.put(site.name(), new LinkClient(new HostPort(site.address(), site.linkAdminPort())));
      site.buckets()
          .forEach((name, bucket) ->
              buckets.put(
                  key(site.name(), name),
                  new BucketClient(http(site.address(), bucket.adminPort()))));
    }
  }

  public Topology topology() {
    return topology;
  }

  public LabFolder folder() {
    return folder;
  }

  /// The agent of a region.
  ///
  /// @param region a region, or the edge
  public AgentClient agent(String region) {
    return known(agents, region);
  }

  public LinkClient link(String region) {
    return known(links, region);
  }

  public BucketClient bucket(String region, String bucket) {
    return known(buckets, key(region, bucket));
  }

  public FrontDoorClient door(String traffic) {
    return known(doors, traffic);
  }

  /// Where clients reach `traffic`.
  public URI address(String traffic) {
    var door = topology.edge().doors().get(traffic);
    if (door == null) {
      throw new IllegalArgumentException("no front door '" + traffic + "'");
    }
    return http(topology.edge().address(), door.port());
  }

  /// The database as services log in to it.
  public Endpoint application(String region, String database) {
    return endpoint(region, database, secrets.application());
  }

  /// The database as its agent logs in to it.
  public Endpoint superuser(String region, String database) {
    return endpoint(region, database, secrets.superuser());
  }

  private Endpoint endpoint(
      String region,
      String database,
      dev.lifeboat.agent.config.DatabaseConfig.Credential credential) {
    var site = topology.region(region);
    return new Endpoint(
        site.address(),
        site.database(database).port(),
        database,
        credential.user(),
        credential.password());
  }

  /// Looks straight into a region's S3 server. The caller closes it.
  public ObjectSurvey objects(String region, String bucket) {
    var site = topology.region(region);
    return new ObjectSurvey(http(site.address(), site.bucket(bucket).s3Port()), bucket);
  }

  /// Where the gateway of `bucket` speaks S3.
  public URI storage(String region, String bucket) {
    var site = topology.region(region);
    return http(site.address(), site.bucket(bucket).gatewayPort());
  }

  /// The host's process table, which stands outside the regions.
  public ProcessTable host() {
    return host;
  }

  /// Every living process of `region`, as the host sees it.
  public List<LivingProcess> living(String region) throws IOException, InterruptedException {
    return host.living(folder.scope(topology, region));
  }

  /// The living processes of one store in `region`, and of the region's agent.
  public List<LivingProcess> livingOf(String region, String resource)
      throws IOException, InterruptedException {
    return host.named(
        folder.lab(),
        region,
        List.of(UnitNames.s3(resource), UnitNames.gateway(resource), resource, AGENT),
        Optional.of(folder.database(region, resource)));
  }

  private static String key(String region, String resource) {
    return region + "/" + resource;
  }

  private static URI http(String host, int port) {
    return URI.create("http://%s:%d".formatted(host, port));
  }

  private static <V> V known(Map<String, V> map, String name) {
    var value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the lab has no '" + name + "'");
    }
    return value;
  }
}
