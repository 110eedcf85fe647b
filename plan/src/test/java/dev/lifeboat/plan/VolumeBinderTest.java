package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeBinderTest {
  private static String withVolume(String volume) {
    return Samples.smallest().replace("entry:", "files: " + volume + "\n      entry:");
  }

  @Test
  void a_volume_is_a_store_whose_copy_comes_later() {
    var shop = Samples.valid(withVolume("{ type: volume, every: 15m }")).workload("shop");
    var files = new Volume("files", Duration.ofMinutes(15), ProviderValues.NONE);

    assertThat(shop.stores()).last().isEqualTo(files);
    assertThat(shop.copiedLater()).contains("files");
    assertThat(files.type()).isEqualTo("volume");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ type: volume } | files lacks the key 'every'; write a duration such as",
        "{ type: volume, every: 59s } | files.every is 59s; allowed: 1m to 1d",
        "{ type: volume, every: 25h } | files.every is 25h; allowed: 1m to 1d",
        "{ type: volume, every: 1h, size: 1 } | files.size is not a known key; allowed here: type,"
            + " every"
      })
  void what_is_wrong_with_a_volume_is_told(String volume, String told) {
    assertThat(Samples.mistakes("p", withVolume(volume))).hasLineCount(1).contains(told);
  }

  @Test
  void a_volume_out_of_bounds_does_not_exist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Volume("files", Duration.ZERO, ProviderValues.NONE))
        .withMessageContaining("every");
  }
}
