package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.SecretPurpose;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.VaultKeySlots;
import dev.lifeboat.vault.VaultSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the keys of a vault, and changes them.
@Command(
    name = "keys",
    description = "List what opens a vault; add, remove or rotate a key.",
    footer = {
      "",
      "A new passphrase is in the file that LIFEBOAT_VAULT_NEW_PASSPHRASE_FILE names,",
      "or is asked for.",
      "Whoever kept a copy of the vault still opens that with a key that was removed.",
      "Example: lifeboat vault keys /backup --rotate --key-file old --new-key-file new"
    })
public final class VaultKeysCommand extends VaultSubcommand {
  @ArgGroup private Change change = new Change();

  @Option(
      names = "--new-key-file",
      paramLabel = "FILE",
      description = "What the new key opens with; made if it is not there.")
  private @Nullable Path newKeyFile;

  /// What is done, at most one of these.
  static final class Change {
    @Option(names = "--add", description = "Have one more open it.")
    private boolean add;

    @Option(names = "--rotate", description = "Replace the one that opened it by a new one.")
    private boolean rotate;

    @Option(
        names = "--remove",
        paramLabel = "ID",
        description = "Remove one, named as its id begins; never the one that opened it.")
    private @Nullable String remove;
  }

  /// What opens the vault by now.
  record KeysDocument(
      String schema,
      String vault,
      List<KeyDocument> keys,
      @Nullable String added,
      @Nullable String removed) {}

  /// @param kind `passphrase`, `key file` or `unknown`
  /// @param own whether the vault was opened with it
  record KeyDocument(String id, String kind, boolean own) {
    static KeyDocument of(VaultKeySlots.Key key) {
      var kind = key.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new KeyDocument(key.id(), kind, key.own());
    }

    String line() {
      return "%s  %s%s".formatted(id, kind, own ? ", which opened it now" : "");
    }
  }

  @Override
  protected int work() throws IOException, ProblemException {
    var secret = secret();
    var ring = VaultKeySlots.open(store(), secret, new SecureRandom());
    @Nullable String added = null;
    @Nullable String removed = null;
    if (change.add || change.rotate) {
      var fresh = fresh();
      added =
          change.add
              ? ring.add(fresh, PassphraseCost.USUAL)
              : ring.rotate(fresh, PassphraseCost.USUAL);
    } else if (change.remove != null) {
      removed = ring.remove(change.remove);
    }
    var keys = ring.keys().stream().map(KeyDocument::of).toList();
    var lines = new ArrayList<>(keys.stream().map(KeyDocument::line).toList());
    if (added != null) {
      lines.add("key %s is new; keep what opens it elsewhere".formatted(added));
    }
    if (removed != null) {
      lines.add("key %s opens nothing any more".formatted(removed));
    }
    return done(new KeysDocument("lifeboat.vault-keys/v1", place, keys, added, removed), lines);
  }

  private VaultSecret fresh() throws IOException, ProblemException {
    return secrets(SecretPurpose.NEW, newKeyFile, place).newSecret(new SecureRandom());
  }
}
