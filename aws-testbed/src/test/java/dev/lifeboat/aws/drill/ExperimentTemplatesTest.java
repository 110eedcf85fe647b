package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The templates that the example ships are taken by the AWS command line, which knows each member.
@ExtendWith(TestBed.InTests.class)
final class ExperimentTemplatesTest {
  private static final String FOLDER = "examples/dr-lab-warm-standby/fis";

  @TempDir Path folder;

  @Test
  void each_scenario_that_breaks_something_has_one_that_is_taken(TestBed bed) throws Exception {
    var terminal = new AwsTerminal(bed, folder, Map.of());

    var typed =
        terminal.type(
            "for it in %s/*.json; do aws fis create-experiment-template --region %s --cli-input-json file://$it --query experimentTemplate.id --output text || exit 1; done"
                .formatted(AwsTerminal.file(FOLDER), TestBed.PRIMARY));

    assertThat(typed.exitCode()).as("%s", typed).isZero();
    assertThat(typed.out().lines()).hasSize(5).allMatch(it -> it.startsWith("EXT"));
  }
}
