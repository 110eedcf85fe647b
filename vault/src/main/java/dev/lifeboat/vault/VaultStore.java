package dev.lifeboat.vault;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where the bytes of a vault lie: a folder, or anything else that keeps named bytes. Every name is
/// written once and never again, so several writers need no server between them.
///
/// Each implementation passes `VaultStoreContract`. Thread-safe.
public interface VaultStore {

  /// What is kept apart, each under names of its own.
  enum Shelf {
    /// The master key, wrapped once for each passphrase or key file.
    KEYS,
    /// Chunks.
    PACKS,
    /// Copies of what packs say they hold; can be made anew from these.
    INDEX,
    /// The manifests of snapshots.
    SNAPSHOTS,
    /// What a prune will remove, and when.
    MARKS,
    /// What was done; each entry names the ones before it.
    TRAIL,
    /// How long locks are, as far as a run knew; can be asked for anew.
    LOCKS;

    /// As it stands in a path.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A name, and how long what it names is.
  record Item(String name, long bytes) {}

  /// Keeps the first `length` of `bytes` under a name that is new. On return it survives a power
  /// cut. It is never seen in part; where this throws, it is mostly not there, and else whole.
  ///
  /// @param name hexadecimal digits
  /// @throws IOException also when the name is there with other bytes, which then stay as they are
  void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException;

  /// All of it.
  ///
  /// @throws java.nio.file.NoSuchFileException when it is not there
  byte[] get(Shelf shelf, String name) throws IOException;

  /// `length` bytes from `offset`, no fewer.
  ///
  /// @throws java.nio.file.NoSuchFileException when it is not there
  /// @throws java.io.EOFException when it ends before
  byte[] get(Shelf shelf, String name, long offset, int length) throws IOException;

  /// What is there, in order of name; nothing where nothing ever was.
  List<Item> list(Shelf shelf) throws IOException;

  /// Removes it for ever, unless it is gone already. On return it is gone after a power cut too.
  ///
  /// @throws java.nio.file.AccessDeniedException when the store keeps it against whoever asks
  void delete(Shelf shelf, String name) throws IOException;

  /// What keeps objects against whoever asks; empty where nothing does, or the store does not say.
  Optional<StoreLocks> locks() throws IOException;

  /// Removes what writers that died left unfinished long ago. Never needed, always safe.
  void removeUnfinished() throws IOException;
}
