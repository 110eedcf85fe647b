/// A small shop: orders are rows in PostgreSQL or MySQL, each with an object in S3.
///
/// Start at [Storefront], which wires one instance from its environment. [ShopRoute] says what a
/// request asks for, [Shop] answers it, [OrderRows] and [OrderObjects] keep it; [SqlDialect] is all
/// that one database knows and the other does not.
///
/// The one rule: an order is acknowledged only when its object is stored and its row is committed
/// everywhere the database was told to commit it. What may or may not have happened is answered
/// with 504, never with success and never with 503.
@NullMarked
package shop.storefront;

import org.jspecify.annotations.NullMarked;
