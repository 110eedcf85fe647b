package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Locks of a store: each object stays until its own ends, whoever asks. Thread-safe.
public interface StoreLocks {

  /// How long the store keeps each object from its put.
  Duration each();

  /// Whose locks these are: what is noted of them counts there alone, not in a copy of the vault.
  String where();

  /// What whoever lengthens them needs, as the store calls it.
  String right();

  /// Until when one stays; [Instant#EPOCH] where it has no lock. Never earlier than it once was.
  ///
  /// @throws java.nio.file.NoSuchFileException when it is not there
  Instant until(Shelf shelf, String name) throws IOException;

  /// Has one stay longer.
  ///
  /// @throws java.nio.file.NoSuchFileException when it is not there
  /// @throws java.nio.file.AccessDeniedException when that would be shorter than it is, or longer
  ///   than whoever asks may have it
  void lengthen(Shelf shelf, String name, Instant until) throws IOException;
}
