package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.guard.StoredPassword;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The password of a guard's login in Secrets Manager, as the role of a guard may read it.
@ExtendWith(TestBed.InTests.class)
final class GuardSecretTest {
  private static final String HOME = "ap-southeast-2";
  private static final String NAME = "dr-lab/guard";

  private final TestBed bed;

  GuardSecretTest(TestBed bed) {
    this.bed = bed;
  }

  private StoredPassword password() {
    return new StoredPassword(bed.newClients(), HOME, NAME);
  }

  /// @param more what the plan says beside the logins
  private IamPolicy ofGuard(String more) throws Exception {
    var text = Files.readString(AwsTerminal.file("examples/dr-lab-warm-standby/lifeboat.yaml"));
    var logins = "          logins: [app]\n";
    assertThat(text).contains(logins);
    var plan = AwsKeys.reader().read("plan.yaml", text.replace(logins, logins + more)).orThrow();
    return IamPolicy.ofGuard(
        plan, plan.workloads().keySet(), Optional.of("primary"), bed.account());
  }

  private void assertUnread(String why) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(password()::read)
        .withMessageContaining("guardSecret dr-lab/guard")
        .withMessageContaining(why);
  }

  /// Goal: a rotated password is known at the next connection, and no connection waits for Secrets
  /// Manager that had one before.
  @Test
  void a_password_is_read_at_each_connection_by_the_role_that_the_plan_gives() throws Exception {
    assertUnread("Secrets Manager in ap-southeast-2");
    var secrets = bed.patient(SecretsManagerClient.builder(), HOME);
    secrets.createSecret(it -> it.name(NAME).secretString("first"));

    bed.gate().allow(ofGuard(""));
    assertUnread("denies a call");
    bed.gate().allow(ofGuard("          guardSecret: %s\n".formatted(NAME)));
    var kept = password();
    assertThat(kept.read()).isEqualTo("first");

    secrets.putSecretValue(
        it -> it.secretId(NAME).secretString("{\"username\":\"g\",\"password\":\"second\"}"));
    assertThat(kept.read()).isEqualTo("second");

    bed.gate().cut(HOME, Cut.REFUSE);
    assertThat(kept.read()).isEqualTo("second");
    assertUnread("does not answer");
    bed.gate().mend();

    secrets.putSecretValue(it -> it.secretId(NAME).secretString("{\"username\":\"g\"}"));
    assertUnread("has no password");
  }
}
