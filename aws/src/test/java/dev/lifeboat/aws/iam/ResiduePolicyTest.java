package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What whoever deletes leftovers may do.
final class ResiduePolicyTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/lifeboat";

  /// A region that is called as a role is so here too.
  @Test
  void a_role_that_the_plan_names_may_be_taken() throws Exception {
    var plan = EncryptedStores.plan(", assumeRole: \"" + ROLE + "\"");

    assertThat(new ResiduePolicy(plan, new Arns("*")).statements())
        .filteredOn(it -> it.actions().contains("sts:AssumeRole"))
        .singleElement()
        .satisfies(it -> assertThat(it.resources()).containsExactly(ROLE));
  }
}
