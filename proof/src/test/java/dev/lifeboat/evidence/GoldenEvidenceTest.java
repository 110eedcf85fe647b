package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.runbook.RunId;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Folders that each release sealed, which every later one must verify. Never rewritten: the key
/// that signed them is gone.
final class GoldenEvidenceTest {
  private static final String SIGNER =
      "ed25519:5edb9c3ab5ac489ae48b30f4833a1e8cc22454454d2f13a12dd51c71e8224cd6";

  /// Of a lost region at 80 ms and 50 writes a second, with a ledger of one row and 283 objects.
  private static final RunId WITH_LEDGER = new RunId("20261120-212249-dv57");

  private static final String LEDGER_SIGNER =
      "ed25519:af010c9d7653156cf2b22712596c4907b8ee4ccfa0c5a86164f907a3338f48f0";

  /// A reprotect of the storefront by the command line, with a ledger of six rows.
  private static final RunId REPROTECTED = new RunId("20261124-001221-5vjr");

  private static final String REPROTECT_SIGNER =
      "ed25519:86b9562e2c6dbc3b4516053cd51c960bf622d7e902ffcc801a0d3fca153380c3";

  @Test
  void a_drill_of_0_1_0_is_intact() throws Exception {
    assertThat(EvidenceVerifier.verify(golden("0.1.0", SampleFolder.RUN)))
        .isInstanceOfSatisfying(
            Verification.Intact.class,
            intact -> {
              assertThat(intact.signer()).isEqualTo(SignerKey.parse(SIGNER));
              assertThat(intact.run()).isEqualTo(SampleFolder.RUN);
              assertThat(intact.claimed()).isTrue();
              assertThat(intact.link().predecessors()).as("it kept no chain").isEmpty();
            });
  }

  @Test
  void a_drill_of_0_1_0_with_a_ledger_is_intact() throws Exception {
    var folder = golden("0.1.0", WITH_LEDGER);

    assertThat(EvidenceVerifier.verify(folder))
        .isInstanceOfSatisfying(
            Verification.Intact.class,
            intact -> {
              assertThat(intact.signer()).isEqualTo(SignerKey.parse(LEDGER_SIGNER));
              assertThat(intact.run()).isEqualTo(WITH_LEDGER);
              assertThat(intact.claimed()).isTrue();
            });
    var ledger = LedgerFormat.parse(Files.readAllBytes(folder.resolve("ledger.jsonl")));
    assertThat(ledger.rows()).hasSize(1);
    assertThat(ledger.versions()).hasSize(283);
    var result =
        JsonMapper.shared()
            .readValue(Files.readAllBytes(folder.resolve("result.json")), DrillResult.class);
    assertThat(result.safety().ledger().matchesCanary()).isTrue();
    assertThat(result.safety().ledger().lost()).isEqualTo(193);
    assertThat(result.comparison().criteria()).isNotNull();
    assertThat(result.comparison().data()).isNotNull();
  }

  @Test
  void a_reprotect_of_5f629ed0_is_intact() throws Exception {
    var folder = golden("5f629ed0", REPROTECTED);

    assertThat(EvidenceVerifier.verify(folder))
        .isInstanceOfSatisfying(
            Verification.Intact.class,
            intact -> {
              assertThat(intact.signer()).isEqualTo(SignerKey.parse(REPROTECT_SIGNER));
              assertThat(intact.run()).isEqualTo(REPROTECTED);
              assertThat(intact.link().predecessors())
                  .containsExactly(
                      new Predecessor.Sealed(
                          new RunId("20261124-001150-jr62"),
                          6,
                          "9714cb4034ebc5a161330e0f1cf80039100672cfe9d4f3fe999ac97626ece641"));
            });
    var ledger = LedgerFormat.parse(Files.readAllBytes(folder.resolve("ledger.jsonl")));
    assertThat(ledger.rows()).hasSize(6);
    assertThat(ledger.versions()).hasSize(6);
  }

  @Test
  void the_script_verifies_them_too() throws Exception {
    assertThat(
            PythonVerifier.of(List.of(golden("0.1.0", SampleFolder.RUN)), "--key", SIGNER)
                .exitCode())
        .isZero();
    var withLedger = golden("0.1.0", WITH_LEDGER);
    var said = PythonVerifier.of(List.of(withLedger), "--key", LEDGER_SIGNER);
    assertThat(said.exitCode()).isZero();
    assertThat(said.words().get(withLedger)).endsWith("193 lost; no chain");
  }

  private static Path golden(String version, RunId run) throws URISyntaxException {
    var folder = "/golden/" + version + "/evidence/" + run;
    return Path.of(Objects.requireNonNull(GoldenEvidenceTest.class.getResource(folder)).toURI());
  }
}
