package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceKeysTest {

  @TempDir Path state;

  @Test
  void the_first_use_makes_a_key_that_its_owner_alone_can_read() throws Exception {
    var folder = state.resolve("keys");
    var first = SampleFolder.keys(folder);
    var second = SampleFolder.keys(folder);

    assertThat(first.made()).isTrue();
    assertThat(second.made()).isFalse();
    assertThat(second.signer()).isEqualTo(first.signer());
    assertThat(Files.getPosixFilePermissions(folder.resolve("evidence.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder.resolve("evidence.pub")).hasContent(first.signer().text());
    assertThat(EvidenceKeys.pinned(folder)).containsOnlyKeys(first.signer());
  }

  @Test
  void a_key_that_others_could_read_signs_nothing() throws Exception {
    var folder = state.resolve("keys");
    SampleFolder.keys(folder);
    Files.setPosixFilePermissions(
        folder.resolve("evidence.key"), PosixFilePermissions.fromString("rw-r-----"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> SampleFolder.keys(folder))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB6001);
          assertThat(refused.problem().happened()).contains("rw-r-----");
        });
  }

  /// Method: others can write the folder of the keys, or all can the one in which that stands.
  @Test
  void keys_that_others_could_have_put_there_are_not_pinned() throws Exception {
    var folder = state.resolve("keys");
    SampleFolder.keys(folder);
    for (var shared : List.of(folder, state)) {
      var own = Files.getPosixFilePermissions(shared);
      var open = shared.equals(folder) ? "rwxrwxr-x" : "rwxrwxrwx";
      Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString(open));

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> EvidenceKeys.pinned(folder))
          .satisfies(refused ->
              assertThat(refused.problem().happened())
                  .contains(shared + " can be written by others"));
      Files.setPosixFilePermissions(shared, own);
    }
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThat(EvidenceKeys.pinned(folder)).as("an umask of 002").hasSize(1);
  }

  @Test
  void a_damaged_key_is_told_and_not_replaced() throws Exception {
    var folder = state.resolve("keys");
    SampleFolder.keys(folder);
    Files.writeString(folder.resolve("evidence.key"), "no key");

    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> SampleFolder.keys(folder));
    assertThat(folder.resolve("evidence.key")).hasContent("no key");
  }

  @Test
  void a_signature_holds_for_its_message_and_key_alone() throws Exception {
    var keys = SampleFolder.keys(state.resolve("a"));
    var others = SampleFolder.keys(state.resolve("b"));
    var message = "a line".getBytes(StandardCharsets.UTF_8);
    var signature = keys.sign(message);

    assertThat(keys.signer().signed(message, signature)).isTrue();
    assertThat(others.signer().signed(message, signature)).isFalse();
    assertThat(keys.signer().signed("a lime".getBytes(StandardCharsets.UTF_8), signature))
        .isFalse();
    assertThat(new SignerKey("f".repeat(64)).signed(message, signature)).isFalse();
  }
}
