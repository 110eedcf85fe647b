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

  /// Goal: in a large portfolio, too, a slip in a key near the top is told as what it is.
  @Test
  void where_much_strays_the_first_key_that_no_plan_has_is_named() {
    var mistakes = new Mistakes("a.yaml");
    var text = new StringReader("plan: a\nworklods:\n  shop: {}\n  carts: {}\n");

    assertThat(YamlTree.of(text, Samples.READER.shape(), 2, PlanReferences.untouched(), mistakes))
        .isEmpty();
    assertThat(mistakes.inOrder())
        .singleElement()
        .asString()
        .startsWith(
            "a.yaml:2:1: no plan has this here, nor much that stands behind it; did you mean")
        .contains("did you mean 'workloads'? allowed here: ")
        .endsWith("; the rest of the file was not read");
  }
}
