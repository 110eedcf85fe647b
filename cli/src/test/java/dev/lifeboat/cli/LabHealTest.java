package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.provider.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How what is broken in a lab is healed by hand.
class LabHealTest {
  @TempDir private Path state;
  private QuietLab quiet;
  private Lab lab;

  @BeforeEach
  void begin() throws Exception {
    quiet = QuietLab.of(Invocation.STOREFRONT, state);
    lab = Lab.attach(Kinds.read(Invocation.STOREFRONT).plan(), state);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("region east", new Fault.RegionLost("east")),
        Arguments.of("region east --silent", new Fault.RegionSilent("east")),
        Arguments.of("hang west", new Fault.RegionHung("west")),
        Arguments.of("database orders --region east", new Fault.ResourceLost("orders", "east")),
        Arguments.of("service web --region west", new Fault.Crashed("web", "west")),
        Arguments.of("bucket images --region east", new Fault.ResourceLost("images", "east")),
        Arguments.of("postmaster orders --region east", new Fault.PostmasterLost("orders", "east")),
        Arguments.of("front-door", new Fault.FrontDoorLost("edge")),
        Arguments.of("front-door", new Fault.Crashed("entry", "edge")),
        Arguments.of("link-cut east edge", new Fault.LinkCut("east", "edge")),
        Arguments.of(
            "link-slow east west --latency 80ms",
            new Fault.LinkSlow("east", "west", Duration.ofMillis(80))));
  }

  /// As [dev.lifeboat.cli.lab.FaultArguments] takes them.
  @ParameterizedTest
  @MethodSource("faults")
  void the_line_that_heals_a_fault_can_be_typed(String words, Fault fault) {
    assertThat(lab.faults().remedy(fault, "plan.yaml"))
        .isEqualTo("lifeboat lab heal plan.yaml " + words);
  }

  /// A drill whose lab is taken down heals what it broke, and a region that came to life then would
  /// have nobody who ends it.
  @Test
  void in_a_lab_that_is_gone_nothing_is_healed() throws Exception {
    Files.createFile(quiet.folder().lost("east"));
    Files.delete(quiet.folder().topology());

    lab.faults().heal(new Fault.RegionLost("east"));

    assertThat(quiet.folder().lost("east")).exists();
  }

  @Test
  void what_is_not_broken_is_known_where_a_file_tells_it() throws Exception {
    var east = new Fault.RegionLost("east");
    assertThat(lab.faults().holds(east)).contains(false);
    Files.createFile(quiet.folder().lost("east"));
    assertThat(lab.faults().holds(east)).contains(true);

    var web = new Fault.ResourceLost("web", "west");
    assertThat(lab.faults().holds(web)).contains(false);
    Files.createDirectories(quiet.folder().held("west", "web"));
    assertThat(lab.faults().holds(new Fault.RegionHung("west"))).isEmpty();
  }
}
