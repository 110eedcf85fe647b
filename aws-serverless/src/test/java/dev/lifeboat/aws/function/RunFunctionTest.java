package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/// What the run function answers without a call to AWS.
class RunFunctionTest {
  private static final Path EXAMPLE = Path.of(System.getenv("LIFEBOAT_PLAN"));

  private static Map<String, Object> asked(String start, String end) throws Exception {
    Plan plan = AwsKeys.reader().read(EXAMPLE).orThrow();
    try (var account =
        new AwsAccount(
            plan, new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create()))) {
      return new RunFunction(plan, account, Clock.systemUTC())
          .handle(
              Map.of(
                  "act",
                  "duration",
                  "plan",
                  plan.sha256(),
                  "workload",
                  "dr-lab",
                  "start",
                  start,
                  "end",
                  end));
    }
  }

  /// As a state machine tells times.
  @Test
  void the_duration_of_an_execution_is_told_in_words() throws Exception {
    assertThat(asked("2026-11-20T15:00:00.400Z", "2026-11-20T15:02:14.100Z"))
        .isEqualTo(Map.of("duration", "2 min 13 s"));
  }

  @Test
  void what_is_no_time_is_refused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> asked("yesterday", "2026-11-20T15:02:14Z"));
  }
}
