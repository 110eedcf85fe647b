/// The vault: encrypted, deduplicated backups of files, that anyone with the key can read.
///
/// Start at [dev.lifeboat.vault.Vault], which makes, opens, fills, restores and checks one;
/// [dev.lifeboat.vault.VaultStore] is where its bytes lie. docs/vault-format.md has each byte.
///
/// Rules kept here:
///
/// - A library on its own: of other modules it knows `files` alone, no log, no terminal.
/// - Nothing is ever overwritten. A snapshot appears once all that it needs is durable.
/// - The trail tells of a removal before it is done, and none is done that a hold or a retention
///   forbids, or while an entry of the trail is missing.
/// - No byte leaves a vault that its own key has not authenticated, and no chunk is written to a
///   file whose keyed hash is not its name.
/// - What lies in a vault is bounded before memory is taken for it.
@NullMarked
package dev.lifeboat.vault;

import org.jspecify.annotations.NullMarked;
