package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.postgres.Credential;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a lab of commit 5f629ed0 that is up says of itself: today's commands find its parts.
final class GoldenLabTest {
  private LabFolder folder;

  @BeforeEach
  void find() throws Exception {
    var set = Path.of(Objects.requireNonNull(getClass().getResource("/golden/5f629ed0")).toURI());
    folder = new LabFolder(set, set, set);
  }

  @Test
  void its_addresses_are_known() throws Exception {
    var topology = LabUp.topology(folder).orElseThrow();

    assertThat(topology.plan()).isEqualTo("storefront");
    assertThat(topology.regions().keySet()).containsExactly("east", "west");
    var east = topology.region("east");
    assertThat(east.address()).isEqualTo("127.1.0.1");
    assertThat(east.agentPort()).isEqualTo(30831);
    assertThat(east.linkAdminPort()).isEqualTo(30832);
    assertThat(east.keeperPort()).isEqualTo(30833);
    assertThat(east.edgeAgentWay()).isEqualTo(30834);
    assertThat(east.peerAgentWay()).isEqualTo(30835);
    assertThat(east.agentWayIn()).isEqualTo(30836);
    assertThat(east.database("books")).isEqualTo(new Topology.DatabaseSite(30840, 30841, 30842));
    assertThat(east.bucket("images"))
        .isEqualTo(new Topology.BucketSite(30843, 30844, 30845, 30846, 30847, 30848, 30849, 30850));
    assertThat(east.service("web").ports()).isEqualTo(List.of(30851, 30852));
    assertThat(topology.edge().name()).isEqualTo("edge");
    assertThat(topology.edge().agentPort()).isEqualTo(30875);
    assertThat(topology.edge().doors()).containsOnlyKeys("entry");
    var west = topology.fromEdge("west");
    assertThat(west.agent()).isEqualTo(30893);
    assertThat(west.databases()).containsEntry("orders", 30886);
  }

  @Test
  void its_secrets_are_known() throws Exception {
    var secrets = LabUp.secrets(folder);

    assertThat(secrets.superuser()).isEqualTo(login("lifeboat", "09"));
    assertThat(secrets.replication()).isEqualTo(login("lifeboat_replication", "04"));
    assertThat(secrets.application()).isEqualTo(login("application", "0a"));
    assertThat(secrets.storage()).isEqualTo(login("application", "0b"));
    assertThat(secrets.parts())
        .hasSize(8)
        .containsEntry("agent@east", "00000000000000000000000000000005");
    assertThat(secrets.form()).isEqualTo(3);
    assertThat(LabFiles.KEPT.secrets().of(DurableFile.folderOf(folder.lab())))
        .as("what a bundle is searched for")
        .hasSize(12)
        .containsAll(secrets.parts().values())
        .contains(secrets.superuser().password(), secrets.storage().password());
  }

  private static Credential login(String user, String end) {
    return new Credential(user, "0".repeat(30) + end);
  }
}
