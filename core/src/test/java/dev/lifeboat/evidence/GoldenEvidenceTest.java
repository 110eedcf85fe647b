package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Folders that each release sealed, which every later one must verify. Never rewritten: the key
/// that signed them is gone.
final class GoldenEvidenceTest {
  private static final String SIGNER =
      "ed25519:5edb9c3ab5ac489ae48b30f4833a1e8cc22454454d2f13a12dd51c71e8224cd6";

  @Test
  void a_drill_of_0_1_0_is_intact() throws Exception {
    assertThat(Verifier.verify(golden("0.1.0")))
        .isInstanceOfSatisfying(
            Verification.Intact.class,
            intact -> {
              assertThat(intact.signer()).isEqualTo(SignerKey.parse(SIGNER));
              assertThat(intact.run()).isEqualTo(SampleFolder.RUN);
              assertThat(intact.claimed()).isTrue();
            });
  }

  @Test
  @EnabledIf("dev.lifeboat.evidence.PythonVerifier#isHere")
  void the_script_verifies_it_too() throws Exception {
    assertThat(PythonVerifier.of(List.of(golden("0.1.0")), "--key", SIGNER).exitCode()).isZero();
  }

  private static Path golden(String version) throws URISyntaxException {
    var folder = "/golden/" + version + "/evidence/" + SampleFolder.RUN;
    return Path.of(Objects.requireNonNull(GoldenEvidenceTest.class.getResource(folder)).toURI());
  }
}
