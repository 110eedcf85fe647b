package dev.lifeboat.lab.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a front door of commit 5f629ed0 was started with and kept.
final class GoldenTableTest {
  private static final List<HostPort> EAST = instances(30882);
  private static final List<HostPort> WEST = instances(30891);

  @Test
  void a_table_after_a_failover_is_read() throws Exception {
    assertThat(new TableFile(golden("table.json")).load())
        .isEqualTo(
            new Table(
                6,
                regions(
                    new Table.Region(0, Table.State.CLOSED, EAST),
                    new Table.Region(100, Table.State.OPEN, WEST)),
                "/healthz"));
  }

  @Test
  void a_table_with_a_share_on_trial_is_read() throws Exception {
    assertThat(new TableFile(golden("table-on-trial.json")).load())
        .isEqualTo(
            new Table(
                5,
                regions(
                    new Table.Region(50, Table.State.OPEN, EAST),
                    new Table.Region(50, Table.State.OPEN, WEST)),
                "/healthz",
                new Table.Trial("east", 50, 10, 2000, null)));
  }

  @Test
  void a_state_that_nobody_knows_is_refused_by_name(@TempDir Path folder) throws Exception {
    var file = folder.resolve("table.json");
    Files.writeString(file, Files.readString(golden("table.json")).replace("closed", "shut"));

    assertThatThrownBy(() -> new TableFile(file).load())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shut");
  }

  @Test
  void a_front_door_starts_with_its_file() throws Exception {
    assertThat(
            ProgramJson.read(Files.readAllBytes(golden("front-door.json")), FrontDoorConfig.class))
        .isEqualTo(
            new FrontDoorConfig(
                new HostPort("127.3.0.1", 30895),
                new HostPort("127.3.0.1", 30896),
                Path.of("/srv/state/lab/storefront/edge/entry/table.json"),
                null,
                null));
  }

  private static TreeMap<String, Table.Region> regions(Table.Region east, Table.Region west) {
    return new TreeMap<>(Map.of("east", east, "west", west));
  }

  private static List<HostPort> instances(int first) {
    return List.of(new HostPort("127.3.0.1", first), new HostPort("127.3.0.1", first + 1));
  }

  private static Path golden(String name) throws URISyntaxException {
    var file = GoldenTableTest.class.getResource("/golden/5f629ed0/" + name);
    return Path.of(Objects.requireNonNull(file).toURI());
  }
}
