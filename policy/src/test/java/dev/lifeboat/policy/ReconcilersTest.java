package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.policy.Checkout.Source;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every reconciler passes the contract of all.
class ReconcilersTest {
  private static final Pattern RECONCILER = Pattern.compile("\\bimplements\\s+\\w*Reconciler<");
  private static final Pattern COMMENT = Pattern.compile("(?m)//.*$");
  private static final Pattern CONTRACT = Pattern.compile("\\bextends\\s+\\w*Contract\\b");

  /// What hands a goal on to one that passes it; a bench's own; and the simulator's terminal, whose
  /// contract is that of a platform.
  private static final Set<String> OTHERS =
      Set.of(
          "DatabaseFences",
          "DrainThenFence",
          "FenceByApi",
          "InProcess",
          "PreconditionCheck",
          "RestoredPromotion",
          "SimTerminal");

  @Test
  void every_reconciler_has_a_subclass_of_the_contract() {
    var sources = Checkout.javaSources();
    var contracts =
        sources.stream()
            .filter(Source::isTest)
            .map(source -> COMMENT.matcher(source.text()).replaceAll(""))
            .filter(text -> CONTRACT.matcher(text).find())
            .toList();
    var reconcilers =
        sources.stream()
            .filter(Source::isProduct)
            .filter(source -> RECONCILER.matcher(source.text()).find())
            .map(Source::type)
            .toList();

    assertThat(reconcilers).containsAll(OTHERS).contains("NameRoute", "ServiceBinding");
    assertThat(reconcilers)
        .as("write a subclass of ReconcilerContract that names it")
        .filteredOn(name -> !OTHERS.contains(name))
        .allSatisfy(name ->
            assertThat(contracts)
                .as(name)
                .anyMatch(text -> Pattern.compile("\\b" + name + "\\b").matcher(text).find()));
  }
}
