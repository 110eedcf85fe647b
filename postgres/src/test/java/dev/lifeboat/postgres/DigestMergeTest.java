package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.DigestMerge.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DigestMergeTest {

  @Test
  void rows_that_are_not_there_and_rows_that_are_otherwise_are_found() throws Exception {
    assertThat(found(List.of("a1", "b1", "c1", "e1"), List.of("a1", "b2", "d1", "e0", "e1", "f1")))
        .containsExactly("b1 otherwise", "c1");
    assertThat(found(List.of("b1"), List.of("b0"))).containsExactly("b1 otherwise");
    assertThat(found(List.of(), List.of("a1"))).isEmpty();
    assertThat(found(List.of("a1"), List.of())).containsExactly("a1");
  }

  @Test
  void of_rows_that_are_alike_as_many_are_missing_as_there_are_too_few() throws Exception {
    assertThat(found(List.of("a1", "a1", "a1"), List.of("a1")))
        .containsExactly("a1 otherwise", "a1 otherwise");
    assertThat(found(List.of("a1"), List.of("a1", "a1"))).isEmpty();
  }

  /// Against a comparison that holds all in memory.
  @Test
  void it_finds_what_a_comparison_of_whole_lists_finds() throws Exception {
    for (int seed = 1; seed <= 300; seed++) {
      var random = new Random(seed);
      var old = rows(random);
      var present = rows(random);
      var left = new ArrayList<>(present);
      var missing = new ArrayList<>(old);
      missing.removeIf(left::remove);

      assertThat(found(old, present).stream().map(it -> it.substring(0, 2)))
          .as("seed %d", seed)
          .containsExactlyElementsOf(missing);
    }
  }

  private static List<String> rows(Random random) {
    var rows = new ArrayList<String>();
    for (int i = random.nextInt(30); i > 0; i--) {
      rows.add("" + (char) ('a' + random.nextInt(8)) + random.nextInt(3));
    }
    Collections.sort(rows);
    return rows;
  }

  private static List<String> found(List<String> old, List<String> present) throws Exception {
    var found = new ArrayList<String>();
    DigestMerge.run(
        side(old),
        side(present),
        (digest, otherwise) -> found.add(digest.place() + (otherwise ? " otherwise" : "")));
    return found;
  }

  private static DigestMerge.Side side(List<String> rows) {
    var left = rows.iterator();
    return () -> left.hasNext() ? Optional.of(digest(left.next())) : Optional.empty();
  }

  private static Digest digest(String row) {
    return new Digest(row.substring(0, 1), row, row);
  }
}
