package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of a vault: its master key, wrapped once for each secret. Adding or removing one seals
/// no other byte anew, so whoever kept a copy of a removed key and its secret still reads what they
/// can reach.
public final class VaultKeySlots {
  private final VaultStore store;
  private final SecureRandom random;
  private final String own;
  private final byte[] master;

  private VaultKeySlots(VaultStore store, SecureRandom random, String own, byte[] master) {
    this.store = store;
    this.random = random;
    this.own = own;
    this.master = master;
  }

  /// A key as it may be shown.
  ///
  /// @param id its name in the vault
  /// @param own whether the vault was opened with it
  public record Key(String id, Kind kind, boolean own) {}

  /// What opens a key.
  public enum Kind {
    PASSPHRASE,
    KEY_FILE,
    /// Nothing: it is damaged, or a later release made it.
    UNKNOWN
  }

  /// Opens it by one of its secrets.
  ///
  /// @throws NoVaultException when no vault is there
  /// @throws WrongKeyException when the secret opens none of its keys
  public static VaultKeySlots open(VaultStore store, VaultSecret secret, SecureRandom random)
      throws IOException {
    var slots = store.list(Shelf.KEYS);
    if (slots.isEmpty()) {
      throw new NoVaultException("no vault is there");
    }
    for (var slot : slots) {
      var master = unwrap(store, slot, secret);
      if (master.isPresent()) {
        return new VaultKeySlots(store, random, slot.name(), master.get());
      }
    }
    throw new WrongKeyException(secret + " opens none of the vault's keys");
  }

  private static Optional<byte[]> unwrap(VaultStore store, Item slot, VaultSecret secret)
      throws IOException {
    try {
      return KeySlot.unwrap(store.get(Shelf.KEYS, slot.name()), secret);
    } catch (NoSuchFileException removed) {
      return Optional.empty();
    }
  }

  byte[] master() {
    return master;
  }

  /// The name of the key that opened it.
  String own() {
    return own;
  }

  /// All there are, in order of their names.
  public List<Key> keys() throws IOException {
    var keys = new ArrayList<Key>();
    for (var slot : store.list(Shelf.KEYS)) {
      try {
        var kind = KeySlot.kind(store.get(Shelf.KEYS, slot.name()));
        keys.add(new Key(slot.name(), kind, slot.name().equals(own)));
      } catch (NoSuchFileException removed) {
        // It is none any more.
      }
    }
    return List.copyOf(keys);
  }

  /// Wraps the master key for one more secret.
  ///
  /// @param cost of a guess of a passphrase
  /// @return the new key's name
  public String add(VaultSecret secret, PassphraseCost cost) throws IOException {
    var name = SealedFile.newName(random);
    var slot = KeySlot.wrap(master, secret, cost, random);
    store.put(Shelf.KEYS, name, slot, slot.length);
    return name;
  }

  /// Removes a key, but never the one that opened the vault: so one is left that somebody has.
  ///
  /// @param id as it begins
  /// @return its whole name
  /// @throws NoVaultException when no key or several begin so, or it is that one
  public String remove(String id) throws IOException {
    var meant = store.list(Shelf.KEYS).stream().filter(it -> it.name().startsWith(id)).toList();
    if (meant.size() != 1) {
      throw new NoVaultException(
          "%d keys of the vault begin with '%s'".formatted(meant.size(), id));
    }
    var name = meant.getFirst().name();
    if (name.equals(own)) {
      throw new NoVaultException(
          "key '%s' opened the vault; open it with another, or rotate it".formatted(name));
    }
    // Somebody with the other key may remove this one meanwhile, and then none would be left.
    var mine = store.get(Shelf.KEYS, own);
    var spare = SealedFile.newName(random);
    store.put(Shelf.KEYS, spare, mine, mine.length);
    store.delete(Shelf.KEYS, name);
    if (isThere(own)) {
      store.delete(Shelf.KEYS, spare);
    }
    return name;
  }

  private boolean isThere(String name) throws IOException {
    try {
      return store.get(Shelf.KEYS, name).length > 0;
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  /// Replaces the key that opened the vault by one of another secret. Whatever stops this leaves
  /// the old one, the new one or both.
  ///
  /// @return the new key's name
  public String rotate(VaultSecret secret, PassphraseCost cost) throws IOException {
    var name = add(secret, cost);
    // As the store has it: what cannot be read back must not be all that is left.
    var slot = store.get(Shelf.KEYS, name);
    if (KeySlot.unwrap(slot, secret).isEmpty()) {
      throw new DamageException("key " + name);
    }
    store.delete(Shelf.KEYS, own);
    // Who has the old secret may have removed it, since that one was still there.
    if (!isThere(name)) {
      store.put(Shelf.KEYS, name, slot, slot.length);
    }
    return name;
  }
}
