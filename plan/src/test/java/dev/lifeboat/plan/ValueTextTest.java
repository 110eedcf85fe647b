package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {

  @ParameterizedTest
  @CsvSource({
    "200ms, PT0.2S",
    "5s, PT5S",
    "15m, PT15M",
    "4h, PT4H",
    "1d, PT24H",
    "0, PT0S",
    "0s, PT0S",
    "PT1H30M, PT1H30M",
    "PT0.25S, PT0.25S",
    "P1D, PT24H",
    "P2DT3H, PT51H"
  })
  void a_duration_is_read_in_every_form(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5 s",
        "-5s",
        "5S",
        "5sec",
        "1.5h",
        "1h30m",
        "P",
        "PT",
        "P1Y",
        "P1DT",
        "PT-5S",
        "٥s",
        "9999999999s"
      })
  void what_is_no_duration_is_refused(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Property(tries = 200)
  void a_duration_written_is_read_back(
      @ForAll @LongRange(min = 0, max = 999_999_999_000_000L) long nanos) {
    var duration = Duration.ofNanos(nanos);
    assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
  }

  @Test
  void a_duration_is_written_in_its_largest_whole_unit() {
    assertThat(DurationText.of(Duration.ZERO)).isEqualTo("0s");
    assertThat(DurationText.of(Duration.ofMillis(1500))).isEqualTo("1500ms");
    assertThat(DurationText.of(Duration.ofSeconds(90))).isEqualTo("90s");
    assertThat(DurationText.of(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(DurationText.of(Duration.ofHours(36))).isEqualTo("36h");
    assertThat(DurationText.of(Duration.ofHours(48))).isEqualTo("2d");
  }

  @ParameterizedTest
  @CsvSource({
    "8kbit/s, 1000",
    "10Mbit/s, 1250000",
    "1 Gbit/s, 125000000",
    "1kB/s, 1000",
    "1MB/s, 1000000",
    "2 GB/s, 2000000000"
  })
  void a_bandwidth_is_bytes_a_second(String text, long bytes) {
    assertThat(QuantityText.BANDWIDTH.text().parse(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10", "0MB/s", "10Mbps", "10mbit/s", "1.5MB/s", "10MB", "10000000MB/s"})
  void what_is_no_bandwidth_is_refused(String text) {
    assertThat(QuantityText.BANDWIDTH.text().parse(text)).isEmpty();
  }

  @Test
  void rates_and_money_have_one_form() {
    assertThat(QuantityText.RATE.text().parse("50/s")).hasValue(50);
    for (var wrong : List.of("50", "0/s", "050/s", "50/m", "-1/s", "1e3/s")) {
      assertThat(QuantityText.RATE.text().parse(wrong)).as(wrong).isEmpty();
    }
    assertThat(QuantityText.MONEY.text().parse("99.50 EUR"))
        .contains(new Money(new BigDecimal("99.50"), "EUR"));
    for (var wrong :
        List.of("12000", "USD 12000", "12,000 USD", "12000 usd", "-1 USD", "1.234 USD")) {
      assertThat(QuantityText.MONEY.text().parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void the_nearest_word_is_the_one_with_the_fewest_slips() {
    var words = List.of("asynchronous", "synchronous", "synchronous-while-connected");
    assertThat(NearestWord.of("synchronus", words)).contains("synchronous");
    assertThat(NearestWord.of("asynchronuos", words)).contains("asynchronous");
    assertThat(NearestWord.of("SYNCHRONOUS", words)).contains("synchronous");
    assertThat(NearestWord.of("none", words)).isEmpty();
    assertThat(NearestWord.of("x".repeat(1_000_000), words)).isEmpty();
    var keys = List.of("replicateDeletes", "commitTrigger");
    assertThat(NearestWord.of("replicateD", keys)).contains("replicateDeletes");
    assertThat(NearestWord.of("COM", keys)).contains("commitTrigger");
    assertThat(NearestWord.of("co", keys)).as("too few letters").isEmpty();
    assertThat(NearestWord.distance("rto", "rot")).as("neighbours swapped").isEqualTo(1);
    assertThat(NearestWord.distance("", "rpo")).isEqualTo(3);
  }
}
