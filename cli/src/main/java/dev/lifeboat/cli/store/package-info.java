/// The vaults of a plan and of a command: where they are, what opens them, and PostgreSQL in them.
///
/// Start at [dev.lifeboat.cli.store.PlanVaultStores]. Whoever types a command about a vault is in
/// [dev.lifeboat.cli.vault].
@NullMarked
package dev.lifeboat.cli.store;

import org.jspecify.annotations.NullMarked;
