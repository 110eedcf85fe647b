package dev.lifeboat.lab.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.plan.LabKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AddressPlanTest {
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront", "lifeboat.yaml");
  private static final Path LAB = Path.of("labs", "of-this-test");

  @Test
  void no_port_is_given_twice_so_that_one_address_is_enough() throws Exception {
    var topology = AddressPlan.layOut(plan("{ type: traffic, to: web }"), LAB);

    var ports = new ArrayList<Integer>();
    ports.addAll(List.of(topology.edge().agentPort(), topology.edge().linkAdminPort()));
    topology
        .edge()
        .doors()
        .values()
        .forEach(it -> ports.addAll(List.of(it.port(), it.adminPort())));
    for (var site : topology.regions().values()) {
      ports.addAll(
          List.of(
              site.agentPort(),
              site.linkAdminPort(),
              site.edgeAgentWay(),
              site.peerAgentWay(),
              site.agentWayIn()));
      site.databases()
          .values()
          .forEach(it -> ports.addAll(List.of(it.port(), it.wayOut(), it.wayIn())));
      site.buckets()
          .values()
          .forEach(it ->
              ports.addAll(
                  List.of(
                      it.s3Port(),
                      it.s3TlsPort(),
                      it.gatewayPort(),
                      it.adminPort(),
                      it.wayOut(),
                      it.wayIn())));
      site.services().values().forEach(it -> ports.addAll(it.ports()));
    }
    for (var far : topology.edge().regions().values()) {
      ports.addAll(List.of(far.agent(), far.edgeAgentWayIn()));
      ports.addAll(far.databases().values());
      far.buckets()
          .values()
          .forEach(it -> ports.addAll(List.of(it.s3(), it.gateway(), it.admin())));
      far.services().values().forEach(it -> ports.addAll(it.ports()));
    }
    assertThat(ports).doesNotHaveDuplicates().hasSizeGreaterThan(40);
  }

  @Test
  void a_port_that_the_plan_asks_for_and_something_holds_is_told_by_name() throws Exception {
    var address = Ports.canBind("127.3.0.1") ? "127.3.0.1" : "127.0.0.1";
    try (var holder = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      int port = holder.getLocalPort();
      var plan = plan("{ type: traffic, to: web, lab: { port: " + port + " } }");

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> AddressPlan.layOut(plan, LAB))
          .satisfies(taken -> {
            assertThat(taken.problem().code()).isEqualTo(Code.LB5001);
            assertThat(taken.problem().happened()).contains(String.valueOf(port)).contains("entry");
          });
    }
  }

  @Test
  void the_edge_has_a_way_to_everything_that_a_region_serves() throws Exception {
    var topology = AddressPlan.layOut(plan("{ type: traffic, to: web }"), LAB);

    assertThat(topology.edge().regions().keySet()).containsExactly("east", "west");
    for (var site : topology.regions().values()) {
      var far = topology.fromEdge(site.name());
      assertThat(far.address()).isEqualTo(topology.edge().address());
      assertThat(far.databases().keySet()).isEqualTo(site.databases().keySet());
      assertThat(far.buckets().keySet()).isEqualTo(site.buckets().keySet());
      assertThat(far.service("web").ports()).hasSameSizeAs(site.service("web").ports());
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> topology.fromEdge("north"));
  }

  private static Plan plan(String entry) throws Exception {
    var text = Files.readString(STOREFRONT).replace("{ type: traffic, to: web }", entry);
    return new PlanReader(List.of(new LabKeys())).read("lifeboat.yaml", text).orThrow();
  }
}
