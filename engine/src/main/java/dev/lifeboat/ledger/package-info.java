/// The writes that exist only on the old side after a failover, row by row: start at
/// [dev.lifeboat.ledger.Ledger].
///
/// Rules kept here: what was not read is unknown, never zero; a value is PostgreSQL's own text,
/// never interpreted; Lifeboat's own tables are left out by name.
@NullMarked
package dev.lifeboat.ledger;

import org.jspecify.annotations.NullMarked;
