package dev.lifeboat.aws.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.dynamodb.GoldenItems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Objects that lead users, as commit 5f629ed0 wrote them. Health checks search their text, so that
/// they are written as they were as well.
final class GoldenRouteTest {

  @Test
  void an_object_that_leads_everybody_is_read_and_written_as_it_was() throws Exception {
    var text = GoldenItems.of("home").object("routes-edge/lifeboat/entry.json");

    assertThat(Route.of(text)).isEqualTo(new Route("east", 3));
    assertThat(Route.of(text).text()).isEqualTo(text);
  }

  @Test
  void an_object_with_shares_at_home_is_read_and_written_as_it_was() throws Exception {
    var file = GoldenRouteTest.class.getResource("/golden/5f629ed0/route-on-trial.json");
    var text = Files.readString(Path.of(Objects.requireNonNull(file).toURI())).strip();

    assertThat(Route.of(text)).isEqualTo(new Route("west", 3, List.of("5%", "25%")));
    assertThat(Route.of(text).text()).isEqualTo(text);
  }
}
