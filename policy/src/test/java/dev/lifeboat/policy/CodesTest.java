package dev.lifeboat.policy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.policy.Checkout.Source;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A code that stands at many places says nothing of the cause.
class CodesTest {
  private static final Pattern USE = Pattern.compile("\\bCode\\.(LB\\d{4})\\b");
  private static final int MOST = 10;

  @Test
  void a_code_stands_at_ten_places_at_most() {
    var places =
        Checkout.javaSources().stream()
            .filter(Source::isProduct)
            .flatMap(source -> USE.matcher(source.text()).results())
            .collect(groupingBy((MatchResult it) -> it.group(1), counting()));

    assertThat(places).isNotEmpty();
    assertThat(
            places.entrySet().stream()
                .filter(it -> it.getValue() > MOST)
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .as("give each cause its own code, or one factory")
        .isEmpty();
  }
}
