package dev.lifeboat.aws;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: each rule of what decides on AWS has a unit test that is red without it, and needs no
/// emulated account for that.
///
/// Method: compile the class again from its source with one line changed, load the product and the
/// test beside it, and let it fail; and once more with nothing changed, and let it pass.
final class AwsMutantsTest {
  private static final List<String> MODULES = List.of("aws");

  /// Those at which every build looks: who may write.
  private static final Set<AwsMutant> ALWAYS =
      EnumSet.of(
          AwsMutant.A_PLEDGE_IS_FORGOTTEN,
          AwsMutant.A_LATE_EPOCH_ASKS,
          AwsMutant.WHAT_IS_NO_CANDIDATE_IS_PROMOTED);

  @Test
  void a_missing_rule_of_who_may_write_is_noticed() throws Exception {
    for (var mutant : ALWAYS) {
      mutant.line().assertNoticed(MODULES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_rule_and_its_test_are_still_there(AwsMutant mutant) throws Exception {
    mutant.line().assertStands(MODULES);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("proof")
  void every_missing_rule_is_noticed(AwsMutant mutant) throws Exception {
    mutant.line().assertNoticed(MODULES);
  }
}
