package dev.lifeboat.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.VaultSecret.Passphrase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourceTest {
  private static final String VARIABLE = "LIFEBOAT_VAULT_PASSPHRASE_FILE";

  @TempDir private Path folder;

  @Test
  void a_passphrase_comes_from_the_file_that_the_variable_names() throws Exception {
    var file = Files.writeString(folder.resolve("passphrase"), "correct horse\n");

    var secret = source(Map.of(VARIABLE, file.toString()), Optional.empty()).secret();

    var expected = new Passphrase("correct horse".getBytes(StandardCharsets.UTF_8));
    assertThat(((Passphrase) secret).isSame(expected)).isTrue();
    assertThat(secret).hasToString("a passphrase");
  }

  @Test
  void a_key_file_is_made_for_its_owner_alone_and_never_written_over() throws Exception {
    var file = folder.resolve("key");
    var source = source(Map.of(), Optional.of(file));
    var _ = source.newSecret(new SecureRandom());
    var made = Files.readString(file);

    var _ = source.newSecret(new SecureRandom());

    assertThat(made.strip()).matches("[0-9a-f]{64}");
    assertThat(file).hasContent(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void what_cannot_be_used_is_named_and_never_shown() throws Exception {
    var file = Files.writeString(folder.resolve("key"), "hunter2");

    assertThatThrownBy(() -> source(Map.of(), Optional.of(file)).secret())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> source(Map.of(), Optional.empty()).secret())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("nothing says what opens");
    assertThatThrownBy(() -> source(Map.of(VARIABLE, "/no/such"), Optional.empty()).secret())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("/no/such");
  }

  private static SecretSource source(Map<String, String> variables, Optional<Path> keyFile) {
    return new SecretSource(
        SecretPurpose.OPEN, "--key-file", variables, keyFile, Optional.empty(), "vault");
  }
}
