package shop.storefront;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Both stores in memory, with the failures a test asks for.
final class MemoryOrders implements OrderRows, OrderObjects {
  final Map<Order.Id, Order> rows = new ConcurrentHashMap<>();
  final Map<Order.Id, Order> objects = new ConcurrentHashMap<>();
  volatile boolean writable = true;
  volatile CountDownLatch gate = new CountDownLatch(0);
  final CountDownLatch atGate = new CountDownLatch(1);
  volatile Optional<StoreException> placing = Optional.empty();
  volatile Optional<StoreException> storing = Optional.empty();

  @Override
  public boolean writable() {
    return writable;
  }

  @Override
  public boolean place(Order order) throws StoreException {
    atGate.countDown();
    try {
      gate.await();
    } catch (InterruptedException interrupted) {
      throw new StoreException.Unknown("interrupted", interrupted);
    }
    if (placing.isPresent()) {
      throw placing.get();
    }
    return rows.putIfAbsent(order.id(), order) == null;
  }

  @Override
  public Optional<Order> find(Order.Id id) {
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public Summary summary(String client) {
    var numbers =
        rows.keySet().stream().filter(id -> id.client().equals(client)).mapToLong(Order.Id::number);
    var statistics = numbers.summaryStatistics();
    return new Summary(statistics.getCount(), Math.max(0, statistics.getMax()));
  }

  @Override
  public void store(Order order) throws StoreException {
    if (storing.isPresent()) {
      throw storing.get();
    }
    objects.put(order.id(), order);
  }

  @Override
  public Optional<Order> load(Order.Id id) {
    return Optional.ofNullable(objects.get(id));
  }
}
