package drlab;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// AWS's own rules for a solution, whatever the keys say.
class NagTest {
  static final List<String> STACKS = Lab.STACKS;

  @ParameterizedTest
  @FieldSource("STACKS")
  void nothing_is_found_that_has_no_reason(String stack) {
    for (var lab : List.of(Lab.AS_SHIPPED, Lab.OTHERWISE)) {
      var found = Annotations.fromStack(lab.stacks().get(stack));
      found.hasNoError("*", Match.anyValue());
      found.hasNoWarning("*", Match.anyValue());
    }
  }
}
