package dev.lifeboat.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.runbook.Mode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// State machines before a validator of the Amazon States Language that others maintain:
/// asl-validator, which `prepare` installs.
final class AslValidatorTest {
  private static final Path MODULE = Path.of(System.getProperty("lifeboat.testbed"));
  private static final EnumSet<Mode> BOTH = EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER);

  private record Verdict(int exit, String words) {}

  private static Verdict verdict(String definition, Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("machine.json"), definition);
    var venv = MODULE.resolve(".venv");
    var process =
        new ProcessBuilder(
                venv.resolve("bin/node").toString(),
                venv.resolve("node/node_modules/.bin/asl-validator").toString(),
                "--json-path",
                file.toString())
            .redirectErrorStream(true)
            .start();
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), words);
  }

  private static String machine(String example) throws Exception {
    var file = MODULE.resolve("../examples").resolve(example).resolve("lifeboat.yaml");
    var plan = AwsKeys.reader().read(file).orThrow();
    var workload = plan.workloads().values().iterator().next();
    return new StateMachineCompiler(plan, workload, true, PollPace.STANDARD)
        .compile(BOTH)
        .definition();
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void the_machines_of_the_examples_are_valid(String example, @TempDir Path folder)
      throws Exception {
    var verdict = verdict(machine(example), folder);

    assertThat(verdict.exit()).as(verdict.words()).isZero();
  }

  @Test
  void a_machine_with_a_transition_to_nowhere_is_found_out(@TempDir Path folder) throws Exception {
    var broken =
        machine("dr-lab-warm-standby").replace("\"Default\" : \"start\"", "\"Default\" : \"gone\"");

    var verdict = verdict(broken, folder);

    assertThat(verdict.exit()).isNotZero();
    assertThat(verdict.words()).contains("gone");
  }
}
