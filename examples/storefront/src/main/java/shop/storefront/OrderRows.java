package shop.storefront;

import java.util.Optional;

/// The orders as rows. A row is what makes an order: an object without one means nothing.
interface OrderRows {

  /// Whether this instance's database takes writes now. A replica answers false.
  boolean writable() throws StoreException;

  /// Makes the order, or finds it made. Safe to repeat, and the repeat is as durable as the first.
  ///
  /// @return true when this call made it
  /// @throws StoreException [StoreException.Unknown] when the row may be there or may be lost
  boolean place(Order order) throws StoreException;

  Optional<Order> find(Order.Id id) throws StoreException;

  Summary summary(String client) throws StoreException;

  record Summary(long count, long lastNumber) {}
}
