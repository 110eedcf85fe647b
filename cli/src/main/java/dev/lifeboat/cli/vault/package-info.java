/// Backups of files in a vault, for people and scripts. Each command opens a vault, has it do one
/// thing and prints what it did; what that is, [dev.lifeboat.vault.Vault] says.
@NullMarked
package dev.lifeboat.cli.vault;

import org.jspecify.annotations.NullMarked;
