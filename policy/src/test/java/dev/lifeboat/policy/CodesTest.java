package dev.lifeboat.policy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.policy.Checkout.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A code that stands at many places says nothing of the cause.
class CodesTest {
  private static final int MOST = 10;

  @Test
  void a_code_stands_at_ten_places_at_most() {
    var places =
        CodePlaces.in(
            Checkout.javaSources().stream()
                .filter(Source::isProduct)
                .filter(it -> !it.path().endsWith("/problem/Code.java"))
                .toList());

    assertThat(places).isNotEmpty();
    assertThat(
            places.entrySet().stream()
                .filter(it -> it.getValue() > MOST)
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .as("give each cause its own code, or one factory")
        .isEmpty();
  }

  @Test
  void a_constant_gives_its_code_wherever_it_is_used_and_a_comparison_gives_none() {
    var text =
        """
        class Refusals {
          Problem first() {
            return of(CODE);
          }

          Problem second() {
            return of(CODE);
          }

          Problem third(Problem other) {
            return other.code() == Code.LB3003 ? of(Code.LB3004) : of(LB3005);
          }

          boolean passing(Code code) {
            return switch (code) {
              case LB3003 -> true;
              default -> false;
            };
          }

          private static final Code CODE = Code.LB3003;
        }
        """;

    assertThat(CodePlaces.in(List.of(new Source("Refusals.java", text))))
        .isEqualTo(Map.of("LB3003", 2, "LB3004", 1, "LB3005", 1));
  }
}
