package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// AWS's own rules for a solution, whatever the keys say.
class NagTest {
  static final List<String> STACKS = Lab.STACKS;
  static final List<String> BACKUP_STACKS = BackupLabs.STACKS;
  static final List<String> TEMPLATES = BackupLabs.TEMPLATES;

  @ParameterizedTest
  @FieldSource("STACKS")
  void nothing_is_found_that_has_no_reason(String stack) throws Exception {
    for (var lab : List.of(Lab.AS_SHIPPED, Lab.OTHERWISE)) {
      look(lab, stack, stack);
    }
  }

  @ParameterizedTest
  @FieldSource("BACKUP_STACKS")
  void nothing_is_found_in_backup_and_restore_that_has_no_reason(String stack) throws Exception {
    for (var lab : List.of(BackupLabs.AS_SHIPPED, BackupLabs.OTHERWISE)) {
      look(lab, stack, stack);
    }
  }

  @ParameterizedTest
  @FieldSource("TEMPLATES")
  void nothing_is_found_in_a_template_of_the_recovery_that_has_no_reason(String stack)
      throws Exception {
    look(BackupLabs.AS_SHIPPED, "Recovery-" + stack, BackupLabs.artifact(stack));
  }

  private static void look(Lab lab, String reported, String artifact) throws Exception {
    var folder = Path.of(lab.folder());
    var report = folder.resolve("AwsSolutions-%s-NagReport.csv".formatted(reported));
    assertThat(Files.readAllLines(report))
        .as("what was looked at; a rule that broke down is UNKNOWN")
        .isNotEmpty()
        .noneMatch(it -> it.contains("\"Non-Compliant\"") || it.contains("\"UNKNOWN\""));
    assertThat(Files.readString(folder.resolve(artifact + ".metadata.json")))
        .as("what the CDK itself has to say")
        .doesNotContain("aws:cdk:error", "aws:cdk:warning");
  }
}
