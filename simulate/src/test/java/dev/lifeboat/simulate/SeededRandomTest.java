package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SeededRandomTest {

  @Test
  void the_same_seed_throws_the_same_and_another_purpose_something_else() {
    var one = SeededRandom.of(7, 1);
    var same = SeededRandom.of(7, 1);
    var other = SeededRandom.of(7, 2);

    var thrown = one.longs(5).toArray();
    assertThat(same.longs(5).toArray()).isEqualTo(thrown);
    assertThat(other.longs(5).toArray()).isNotEqualTo(thrown);
  }

  /// Seeds that people wrote down must tell the same story for ever.
  @Test
  void a_seed_is_what_it_always_was() {
    assertThat(SeededRandom.of(1, 0).nextLong()).isEqualTo(FIRST_OF_SEED_ONE);
  }

  @Test
  void a_throw_between_two_is_at_least_the_one_and_never_the_other() {
    var random = SeededRandom.of(3, 0);

    assertThat(IntStream.range(0, 10_000).mapToLong(_ -> random.between(-2, 3)))
        .containsOnly(-2L, -1L, 0L, 1L, 2L);
    assertThat(random.between(5, 5)).isEqualTo(5);
  }

  @Test
  void a_chance_of_so_many_per_cent_comes_about_as_often() {
    var random = SeededRandom.of(4, 0);
    long hits = IntStream.range(0, 10_000).filter(_ -> random.chance(30)).count();

    assertThat(hits).isBetween(2_800L, 3_200L);
    assertThat(IntStream.range(0, 1_000)).noneMatch(_ -> random.chance(0));
  }

  private static final long FIRST_OF_SEED_ONE = 3_777_882_419_325_163_568L;
}
