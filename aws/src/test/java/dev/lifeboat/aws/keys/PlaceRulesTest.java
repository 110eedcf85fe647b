package dev.lifeboat.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plans of two workloads: what a move of one would do to the other.
final class PlaceRulesTest {
  private static final Map<String, String> OWN =
      Map.of(
          "dr-lab-db", "blog-db",
          "dr-lab-replica", "blog-replica",
          "dr-lab-service", "blog-service",
          "app.example.com", "blog.example.com",
          "dr-lab-routes", "blog-routes",
          "dr-lab-app-data", "blog-app-data");

  private String shop = "";

  @BeforeEach
  void read() throws IOException {
    shop = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
  }

  /// The example's workload, and again as `blog`.
  private String twice(Map<String, String> own) {
    int begin = shop.indexOf("  dr-lab:\n");
    assertThat(begin).isPositive();
    int end = shop.indexOf("# What a drill writes");
    assertThat(end).isGreaterThan(begin);
    var blog =
        shop.substring(begin, end)
            .replace("  dr-lab:\n", "  blog:\n")
            .replace("      database:\n", "      posts:\n")
            .replace("      app-data:\n", "      pictures:\n")
            .replace("      web:\n", "      pages:\n")
            .replace("      entry:\n", "      door:\n")
            .replace("uses: [database, app-data]", "uses: [posts, pictures]")
            .replace("to: web", "to: pages");
    for (var name : own.entrySet()) {
      assertThat(blog).contains(name.getKey());
      blog = blog.replace(name.getKey(), name.getValue());
    }
    return shop.substring(0, end) + blog + shop.substring(end);
  }

  @Test
  void two_workloads_with_things_of_their_own_are_a_plan() {
    assertThat(AwsPlans.mistakes(twice(OWN))).isEmpty();
  }

  @Test
  void what_two_workloads_name_is_told_once_with_both() {
    assertThat(AwsPlans.mistakes(twice(Map.of())))
        .contains(
            "shares the instance dr-lab-db in primary: it is 'database' of 'dr-lab' and 'posts' of"
                + " 'blog'",
            "shares the service dr-lab-primary/dr-lab-service in primary",
            "shares the bucket dr-lab-app-data-primary in primary",
            "shares the name app.example.com");
  }
}
