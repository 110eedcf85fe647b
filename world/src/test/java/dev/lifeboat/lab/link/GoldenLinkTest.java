package dev.lifeboat.lab.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.ProgramJson;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What links of commit 5f629ed0 were started with and kept.
final class GoldenLinkTest {
  private static final Map<String, Conditions> WAYS =
      Map.of("edge", Conditions.CLEAR, "west", new Conditions(20, 0, null, false));

  @Test
  void the_link_of_a_region_starts_with_its_file() throws Exception {
    var config = config("link.json");

    assertThat(config.region()).isEqualTo("east");
    assertThat(config.admin()).isEqualTo(new HostPort("127.1.0.1", 30832));
    assertThat(config.outbound())
        .hasSize(6)
        .contains(
            new LinkConfig.Flow(
                "orders",
                "west",
                new HostPort("127.1.0.1", 30838),
                new HostPort("127.2.0.1", 30861)));
    assertThat(config.inbound()).hasSize(5);
    assertThat(config.through()).isEmpty();
    assertThat(config.conditions()).isEqualTo(WAYS);
    assertThat(config.state()).isEqualTo(Path.of("/srv/state/lab/storefront/east/link-state.json"));
  }

  @Test
  void the_link_of_the_edge_starts_with_its_file() throws Exception {
    var config = config("edge-link.json");

    assertThat(config.outbound()).isEmpty();
    assertThat(config.through())
        .contains(
            new LinkConfig.Flow(
                "web", "east", new HostPort("127.3.0.1", 30882), new HostPort("127.1.0.1", 30851)));
  }

  @Test
  void conditions_that_were_kept_are_in_force_again() throws Exception {
    assertThat(LinkConfig.State.read(golden("link-state.json")).conditions()).isEqualTo(WAYS);
  }

  private static LinkConfig config(String name) throws Exception {
    return ProgramJson.read(Files.readAllBytes(golden(name)), LinkConfig.class);
  }

  private static Path golden(String name) throws URISyntaxException {
    var file = GoldenLinkTest.class.getResource("/golden/5f629ed0/" + name);
    return Path.of(Objects.requireNonNull(file).toURI());
  }
}
