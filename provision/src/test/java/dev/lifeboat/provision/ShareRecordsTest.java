package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShareRecordsTest {

  /// `check --dns` warns of more than a point.
  @ParameterizedTest
  @ValueSource(strings = {"5 25 50", "1 99", "33", "10 20 30 40 50 60 70 80 90", "1 2 3"})
  void each_share_is_what_it_is_called_within_a_point(String said) {
    var shares = List.of(said.split(" ")).stream().map(Integer::valueOf).toList();

    int rest = ShareRecords.rest(shares);

    assertThat(shares)
        .allSatisfy(share -> {
          int open = ShareRecords.open(rest, share);
          assertThat(100.0 * open / (open + rest)).isBetween(share - 1.0, share + 1.0);
        });
  }
}
