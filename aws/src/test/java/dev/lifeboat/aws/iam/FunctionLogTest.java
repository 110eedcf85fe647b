package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A need that no call shows: what writes a function's log is Lambda, as the function's role.
final class FunctionLogTest {
  private static List<Statement> logs(IamPolicy.Use use) throws Exception {
    return IamPolicy.withLog(Malls.of(2), use, "123456789012").statements().stream()
        .filter(it -> it.actions().toString().contains("logs:"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "EXECUTE, lifeboat-mall",
    "FAILOVER, lifeboat-mall-failover",
    "RECOVER, lifeboat-mall-recovery",
    "PARAMETERS, lifeboat-mall-parameters",
    "SNAPSHOT, lifeboat-mall-snapshot"
  })
  void a_function_writes_its_own_log_alone(IamPolicy.Use use, String name) throws Exception {
    assertThat(logs(use))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.actions())
              .containsExactly("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");
          assertThat(it.resources())
              .containsExactly(
                  "arn:aws:logs:us-west-2:123456789012:log-group:/aws/lambda/%s:*".formatted(name));
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"CHECK", "WATCH", "DRILL", "GUARD", "RESIDUE"})
  void what_is_no_function_writes_none(IamPolicy.Use use) throws Exception {
    assertThat(logs(use)).isEmpty();
  }
}
