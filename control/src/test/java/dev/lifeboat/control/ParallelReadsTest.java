package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ParallelReadsTest {
  private final List<Integer> many = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void what_is_read_stands_in_the_order_that_was_asked_for() {
    assertThat(ParallelReads.of(many, it -> it + 1))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(ParallelReads.of(List.of(3, 1, 2), it -> it)).containsExactly(3, 1, 2);
  }

  @Test
  void an_interrupt_leaves_nothing_out_and_is_kept() {
    Set<Integer> read = ConcurrentHashMap.newKeySet();
    Thread.currentThread().interrupt();

    var found =
        ParallelReads.of(
            many,
            it -> {
              read.add(it);
              return it;
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(found).containsExactlyElementsOf(many);
    assertThat(read).hasSameSizeAs(many);
  }

  @Test
  void a_mistake_of_the_program_ends_whoever_asked() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            ParallelReads.of(
                many,
                it -> {
                  if (it == 700) {
                    throw new IllegalStateException("700");
                  }
                  return it;
                }))
        .withMessage("700");
  }
}
