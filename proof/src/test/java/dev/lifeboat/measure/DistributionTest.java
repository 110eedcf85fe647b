package dev.lifeboat.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DistributionTest {

  @Test
  void a_percentile_is_the_span_that_so_many_do_not_exceed() {
    var spread = Distribution.of(millis(4, 1, 3, 2));

    assertThat(spread.percentile(0)).contains(Duration.ofMillis(1));
    assertThat(spread.percentile(50)).contains(Duration.ofMillis(2));
    assertThat(spread.percentile(51)).contains(Duration.ofMillis(3));
    assertThat(spread.percentile(100)).contains(Duration.ofMillis(4));
    assertThatThrownBy(() -> spread.percentile(101))
        .hasMessageContaining("percent must be 0 to 100, was 101");
  }

  @Test
  void nothing_has_no_percentile_and_no_columns() {
    assertThat(Distribution.of(List.of()).percentile(50)).isEmpty();
    assertThat(Distribution.of(List.of()).bins()).isEmpty();
  }

  @Test
  void zeroes_alone_stand_in_the_first_column() {
    var bins = Distribution.of(millis(0, 0, 0)).bins();

    assertThat(bins.getFirst().count()).isEqualTo(3);
    assertThat(bins.stream().mapToInt(Distribution.Bin::count).sum()).isEqualTo(3);
  }

  /// Every span stands in exactly the column that its bounds name.
  @Test
  void columns_hold_every_span_once() {
    for (long seed = 1; seed <= 50; seed++) {
      var random = new Random(seed);
      var spans = new ArrayList<Duration>();
      for (int i = 0; i <= random.nextInt(300); i++) {
        spans.add(Duration.ofNanos((long) Math.exp(random.nextDouble() * 25)));
      }
      for (var bin : Distribution.of(spans).bins()) {
        assertThat(
                spans.stream()
                    .filter(span -> span.compareTo(bin.from()) >= 0)
                    .filter(span -> span.compareTo(bin.to()) < 0))
            .as("seed %d, %s", seed, bin)
            .hasSize(bin.count());
      }
    }
  }

  private static List<Duration> millis(long... millis) {
    return java.util.Arrays.stream(millis).mapToObj(Duration::ofMillis).toList();
  }
}
