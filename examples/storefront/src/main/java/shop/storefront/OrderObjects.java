package shop.storefront;

import java.util.Optional;

/// The orders as objects, one each. Storing the same order again leaves the same bytes.
interface OrderObjects {

  void store(Order order) throws StoreException;

  Optional<Order> load(Order.Id id) throws StoreException;
}
