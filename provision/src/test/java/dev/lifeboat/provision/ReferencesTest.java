package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReferencesTest {
  private final References references = new References(Set.of("Email", "HealthCheckers"));

  @Test
  void a_parameter_and_the_account_are_referred_to_in_both_languages() {
    assertThat(references.cloudFormation("${Email}")).isEqualTo(Map.of("Ref", "Email"));
    assertThat(references.cloudFormation("arn:${AWS::AccountId}:x"))
        .isEqualTo(Map.of("Fn::Sub", "arn:${AWS::AccountId}:x"));
    assertThat(references.cloudFormation(List.of("${HealthCheckers}")))
        .isEqualTo(Map.of("Ref", "HealthCheckers"));
    assertThat(references.terraform("arn:${AWS::AccountId}:x"))
        .isEqualTo("arn:${data.aws_caller_identity.current.account_id}:x");
    assertThat(references.terraform(List.of("${HealthCheckers}")))
        .isEqualTo("${var.health_checkers}");
  }

  @Test
  void what_a_plan_has_that_looks_like_a_reference_stays_text() {
    assertThat(references.cloudFormation("a${b}")).isEqualTo("a${b}");
    assertThat(references.cloudFormation("a${b}${Email}"))
        .isEqualTo(Map.of("Fn::Sub", "a${!b}${Email}"));
    assertThat(references.terraform("a${b} %{c} ${file(\"/etc/passwd\")}"))
        .isEqualTo("a$${b} %%{c} $${file(\"/etc/passwd\")}");
  }
}
