/// What a guard does at a MySQL or MariaDB server, by SQL rights alone.
///
/// [dev.lifeboat.mysql.MysqlLogins] is all that others use. What it asks of the two products
/// differently is in [dev.lifeboat.mysql.Dialect]; what the server does by itself once nobody tells
/// it that the lease goes on is in [dev.lifeboat.mysql.LoginLock].
@NullMarked
package dev.lifeboat.mysql;

import org.jspecify.annotations.NullMarked;
