package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeathTest {
  private final AtomicInteger effects = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"true, 2", "false, 3"})
  void it_comes_at_the_nth_effect_just_before_it_or_just_after(boolean before, int done) {
    var death = new Death();
    death.at(3, before);

    assertThat(death.spares(effects::incrementAndGet)).isTrue();
    assertThat(death.spares(effects::incrementAndGet)).isTrue();
    assertThat(death.spares(effects::incrementAndGet)).isFalse();
    assertThat(effects).hasValue(done);
    assertThat(death.spares(effects::incrementAndGet)).as("who is born again lives").isTrue();
  }

  @Test
  void nobody_dies_who_need_not() {
    var death = new Death();
    for (int i = 0; i < 100; i++) {
      assertThat(death.spares(() -> {})).isTrue();
    }
  }
}
