/// What is done at a MySQL or MariaDB server, by SQL rights alone: by a guard, and by a drill that
/// counts rows.
///
/// [dev.lifeboat.mysql.MysqlLogins] and [dev.lifeboat.mysql.MysqlRows] are what others use. What it
/// asks of the two products differently is in [dev.lifeboat.mysql.Dialect]; what the server does by
/// itself once nobody tells it that the lease goes on is in [dev.lifeboat.mysql.LoginLock].
@NullMarked
package dev.lifeboat.mysql;

import org.jspecify.annotations.NullMarked;
