package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class YamlTreeTest {
  /// Goal: a small file of tiny values takes no memory without bound; all files count together.
  @Test
  void a_plan_has_no_more_keys_and_values_than_one_may() {
    var mistakes = new Mistakes("a.yaml", 7);

    assertThat(YamlTree.of(new StringReader("[a, b]"), mistakes)).isPresent();
    mistakes.begin("b.yaml", 2);
    assertThat(YamlTree.of(new StringReader("a: [b]"), mistakes)).isPresent();
    mistakes.begin("c.yaml", 4);
    assertThat(YamlTree.of(new StringReader("a"), mistakes)).isEmpty();
    assertThat(mistakes.inOrder())
        .singleElement()
        .asString()
        .isEqualTo(
            "c.yaml:1:1: the plan has more keys and values than one may; split it into several"
                + " plans");
  }
}
