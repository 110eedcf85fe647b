package dev.lifeboat.cli.store;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Prompt;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultSecret.KeyFile;
import dev.lifeboat.vault.VaultSecret.Passphrase;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Where what opens a vault comes from: never an argument or a variable, which others can see.
///
/// @param option by which a key file is named
/// @param prompt to somebody who is there to be asked
public record SecretSource(
    SecretPurpose purpose,
    String option,
    Map<String, String> variables,
    Optional<Path> keyFile,
    Optional<Prompt> prompt,
    String vault) {
  public VaultSecret secret() throws ProblemException {
    var file = keyFile;
    if (file.isPresent()) {
      return key(file.get());
    }
    var named = variables.get(purpose.variable);
    return named == null ? asked(purpose.word + "passphrase of %s: ") : passphrase(Path.of(named));
  }

  /// As [#secret], for a vault that is made: a key file is made if it is not there, and a
  /// passphrase is asked for twice.
  public VaultSecret newSecret(SecureRandom random) throws IOException, ProblemException {
    if (keyFile.isPresent() && !Files.exists(keyFile.get())) {
      return newKey(keyFile.get(), random);
    }
    if (keyFile.isPresent() || variables.containsKey(purpose.variable)) {
      return secret();
    }
    var first = asked(purpose.word + "passphrase of %s: ");
    requireSame(first, asked("once more, " + purpose.word + "passphrase of %s: "));
    return first;
  }

  private static void requireSame(Passphrase first, Passphrase second) throws ProblemException {
    if (!first.isSame(second)) {
      throw Failures.usage(
          "the two passphrases differ", "nothing was made", "run it again, and type one twice");
    }
  }

  private static KeyFile newKey(Path file, SecureRandom random) throws IOException {
    var key = new byte[KeyFile.BYTES];
    random.nextBytes(key);
    Files.createFile(file); // Else a key that another has just made would be written over.
    // Before the vault is made: nobody could open one whose key a power cut took.
    DurableFile.write(
        file, (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII));
    return new KeyFile(key);
  }

  private KeyFile key(Path file) throws ProblemException {
    try {
      return new KeyFile(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IOException unreadable) {
      throw usage("the key file %s cannot be read".formatted(file));
    } catch (IllegalArgumentException noKey) {
      throw usage("the key file %s does not hold 64 hexadecimal digits".formatted(file));
    }
  }

  private Passphrase passphrase(Path file) throws ProblemException {
    try {
      return new Passphrase(
          Files.readString(file).stripTrailing().getBytes(StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw usage("the file %s that %s names cannot be read".formatted(file, purpose.variable));
    } catch (IllegalArgumentException empty) {
      throw usage("the file %s that %s names is empty".formatted(file, purpose.variable));
    }
  }

  /// Not by the prompt that confirms names: it shows what is typed.
  private Passphrase asked(String question) throws ProblemException {
    var typed = prompt.flatMap(it -> it.during(() -> hidden(question)));
    if (typed.isEmpty() || typed.get().length == 0) {
      throw usage("nothing says what opens %s".formatted(vault));
    }
    var words = StandardCharsets.UTF_8.encode(stripped(typed.get()));
    Arrays.fill(typed.get(), ' ');
    var bytes = new byte[words.remaining()];
    words.get(bytes);
    return new Passphrase(bytes);
  }

  private Optional<char[]> hidden(String question) {
    return Optional.ofNullable(System.console()).map(it -> it.readPassword(question, vault));
  }

  /// As that of a file, which ends in a line feed: white space at the end is none of it.
  private static CharBuffer stripped(char[] typed) {
    int end = typed.length;
    while (end > 0 && Character.isWhitespace(typed[end - 1])) {
      end--;
    }
    return CharBuffer.wrap(typed, 0, end);
  }

  private ProblemException usage(String happened) {
    return Failures.usage(
        happened,
        "nothing was read or written",
        "name a file with the passphrase in %s, or one with a key by %s"
            .formatted(purpose.variable, option));
  }
}
