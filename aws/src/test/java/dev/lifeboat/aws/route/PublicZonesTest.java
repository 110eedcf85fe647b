package dev.lifeboat.aws.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.route53.model.HostedZone;

/// Which zones hold a name.
final class PublicZonesTest {

  /// Each zone has its own name as its id, after a number.
  @ParameterizedTest
  @CsvSource({
    "example.com, app.example.com, 0example.com",
    "example.com app.example.com, app.example.com, 1app.example.com",
    "app.example.com example.com, app.example.com, 0app.example.com",
    "ample.com, app.example.com, ''",
    "other.example.com, app.example.com, ''",
    "example.com example.com, app.example.com, 0example.com 1example.com",
    "example.com, example.com, 0example.com"
  })
  void the_nearest_hold_it(String zones, String name, String holding) {
    var names = zones.split(" ");
    var all =
        Stream.iterate(0, it -> it < names.length, it -> it + 1)
            .map(it -> HostedZone.builder().name(names[it] + ".").id(it + names[it]).build())
            .toList();

    assertThat(new PublicZones(all).holding(name))
        .containsExactlyElementsOf(
            Arrays.stream(holding.split(" ")).filter(it -> !it.isEmpty()).toList());
  }
}
