package dev.lifeboat.aws.states;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: each rule of what decides inside an account has a unit test that is red without it, and
/// needs no emulated account for that.
///
/// Method: compile the class again from its source with one line changed, load the product and the
/// test beside it, and let it fail; and once more with nothing changed, and let it pass.
final class ServerlessMutantsTest {
  private static final List<String> MODULES = List.of("aws-serverless");

  /// Those at which every build looks: who may write.
  private static final Set<ServerlessMutant> ALWAYS =
      EnumSet.of(
          ServerlessMutant.A_WRITER_ELSEWHERE_IS_CLAIMED,
          ServerlessMutant.ANOTHER_RUN_IS_CLOSED,
          ServerlessMutant.ONE_VOTE_TELLS_THAT_A_REGION_IS_LOST);

  @Test
  void a_missing_rule_of_who_may_write_is_noticed() throws Exception {
    for (var mutant : ALWAYS) {
      mutant.line().assertNoticed(MODULES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_rule_and_its_test_are_still_there(ServerlessMutant mutant) throws Exception {
    mutant.line().assertStands(MODULES);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("proof")
  void every_missing_rule_is_noticed(ServerlessMutant mutant) throws Exception {
    mutant.line().assertNoticed(MODULES);
  }
}
