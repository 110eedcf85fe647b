package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LsnTest {

  private static final long SEED = 20_261_120;

  @Test
  void text_and_value_lead_to_each_other() {
    var random = new Random(SEED);
    for (int round = 0; round < 10_000; round++) {
      var lsn = new Lsn(random.nextLong() >>> random.nextInt(64));
      assertThat(Lsn.parse(lsn.toString())).as("seed %d round %d", SEED, round).isEqualTo(lsn);
    }
    assertThat(Lsn.parse("0/3A1F")).isEqualTo(new Lsn(0x3A1F));
    assertThat(Lsn.parse("1/00000000").toString()).isEqualTo("1/0");
  }

  @Test
  void order_is_that_of_unsigned_numbers() {
    var sorted = List.of("0/0", "0/FFFFFFFF", "1/0", "7FFFFFFF/FFFFFFFF", "80000000/0");
    for (int later = 1; later < sorted.size(); later++) {
      var high = Lsn.parse(sorted.get(later));
      var low = Lsn.parse(sorted.get(later - 1));
      assertThat(high).isGreaterThan(low);
    }
  }

  @Test
  void other_text_is_refused() {
    for (var text : List.of("", "0", "0/", "/0", "0/123456789", "g/0", "0/0 ", "-1/0")) {
      assertThatThrownBy(() -> Lsn.parse(text)).hasMessageContaining("'" + text + "'");
    }
  }

  @Test
  void a_history_tells_each_timeline_that_was_left() throws Exception {
    assertThat(TimelineHistory.parse("1\t0/3000148\tno target\n\n2\t0/5000060\tno target\n"))
        .containsExactly(
            new TimelineHistory.Left(1, Lsn.parse("0/3000148")),
            new TimelineHistory.Left(2, Lsn.parse("0/5000060")));
    assertThatThrownBy(() -> TimelineHistory.parse("\n")).hasMessageContaining("empty");
    for (var line : List.of("one\t0/3\tx", "1\t3\tx", "1")) {
      assertThatThrownBy(() -> TimelineHistory.parse(line))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("'" + line + "'");
    }
  }
}
