package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.link.Conditions;
import dev.lifeboat.lab.link.LinkConfig;
import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LinkConfigsTest {
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront", "lifeboat.yaml");
  private static final LabFolder FOLDER =
      new LabFolder(Path.of("lab"), Path.of("lab"), Path.of("lab"));

  private Plan plan;
  private Topology topology;
  private LinkConfig east;
  private LinkConfig west;
  private LinkConfig edge;

  @BeforeEach
  void layOut() throws Exception {
    var text =
        Files.readString(STOREFRONT)
            .replace(
                "{ between: [east, west], latency: 20ms }",
                "{ between: [east, west], latency: 20ms }, { between: [edge, east], latency: 5ms"
                    + " }");
    plan = PlanReader.OF_ANY_PROVIDER.read("lifeboat.yaml", text).orThrow();
    topology = AddressPlan.layOut(plan, Path.of("lab"));
    var configs = new LinkConfigs(plan, topology);
    east = configs.of(topology.region("east"), FOLDER);
    west = configs.of(topology.region("west"), FOLDER);
    edge = configs.ofEdge(FOLDER);
  }

  @Test
  void what_leaves_a_region_meets_a_listener_at_the_other_end() {
    assertThat(connects(east.outbound())).isSubsetOf(listens(west.inbound(), edge.inbound()));
    assertThat(connects(west.outbound())).isSubsetOf(listens(east.inbound(), edge.inbound()));
    assertThat(connects(edge.inbound()))
        .containsExactly(new HostPort(topology.edge().address(), topology.edge().agentPort()));
  }

  @Test
  void agents_reach_each_other_and_the_edges() {
    var site = topology.region("east");
    var peer = topology.region("west");

    assertThat(end(east, at(site, site.peerAgentWay()), west))
        .isEqualTo(at(peer, peer.agentPort()));
    assertThat(end(east, at(site, site.edgeAgentWay()), edge))
        .isEqualTo(new HostPort(topology.edge().address(), topology.edge().agentPort()));
  }

  /// While users shift home, the services that stay behind use the other region's stores.
  @Test
  void services_reach_the_other_regions_stores_through_their_own_link() {
    var site = topology.region("west");
    var peer = topology.region("east");

    assertThat(end(west, at(site, site.bucket("images").serviceOut()), east))
        .isEqualTo(at(peer, peer.bucket("images").gatewayPort()));
    assertThat(end(west, at(site, site.database("orders").wayOut()), east))
        .isEqualTo(at(peer, peer.database("orders").port()));
  }

  @Test
  void the_edge_reaches_the_very_server_that_serves_in_the_region() {
    var site = topology.region("west");
    var far = topology.fromEdge("west");

    assertThat(server(far.agent())).isEqualTo(at(site, site.agentPort()));
    assertThat(server(far.database("orders"))).isEqualTo(at(site, site.database("orders").port()));
    assertThat(server(far.bucket("images").gateway()))
        .isEqualTo(at(site, site.bucket("images").gatewayPort()));
    assertThat(server(far.bucket("images").admin()))
        .isEqualTo(at(site, site.bucket("images").adminPort()));
    assertThat(server(far.bucket("images").s3()))
        .isEqualTo(at(site, site.bucket("images").s3Port()));
    for (int i = 0; i < far.service("web").ports().size(); i++) {
      assertThat(server(far.service("web").ports().get(i)))
          .isEqualTo(at(site, site.service("web").ports().get(i)));
    }
  }

  @Test
  void each_pair_has_the_plans_conditions_at_both_ends_and_is_clear_without_any() {
    var slow = Conditions.CLEAR.withLatencyMillis(20);
    var near = Conditions.CLEAR.withLatencyMillis(5);

    assertThat(east.conditions()).containsEntry("west", slow).containsEntry("edge", near);
    assertThat(west.conditions()).containsEntry("east", slow);
    assertThat(west.conditions()).containsEntry("edge", Conditions.CLEAR);
    assertThat(edge.conditions()).containsEntry("east", near);
    assertThat(edge.conditions()).containsEntry("west", Conditions.CLEAR);
  }

  private HostPort server(int way) {
    var from = new HostPort(topology.edge().address(), way);
    return edge.through().stream()
        .filter(flow -> flow.listen().equals(from))
        .findFirst()
        .orElseThrow()
        .connect();
  }

  private static HostPort end(LinkConfig from, HostPort way, LinkConfig to) {
    var out =
        from.outbound().stream().filter(it -> it.listen().equals(way)).findFirst().orElseThrow();
    return to.inbound().stream()
        .filter(it -> it.listen().equals(out.connect()))
        .findFirst()
        .orElseThrow()
        .connect();
  }

  private static HostPort at(Topology.RegionSite site, int port) {
    return new HostPort(site.address(), port);
  }

  private static Set<HostPort> connects(List<LinkConfig.Flow> flows) {
    var all = new HashSet<HostPort>();
    flows.forEach(flow -> all.add(flow.connect()));
    return all;
  }

  private static Set<HostPort> listens(List<LinkConfig.Flow> one, List<LinkConfig.Flow> other) {
    var all = new HashSet<HostPort>();
    one.forEach(flow -> all.add(flow.listen()));
    other.forEach(flow -> all.add(flow.listen()));
    return all;
  }
}
