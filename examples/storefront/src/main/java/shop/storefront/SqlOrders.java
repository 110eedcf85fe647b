package shop.storefront;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Orders in a database, through a small pool. Thread-safe.
///
/// The pool may open on a replica, which takes no writes until it is promoted.
final class SqlOrders implements OrderRows, AutoCloseable {
  /// More would only queue inside the database on the few cores a shop of this size has.
  private static final int CONNECTIONS = 8;

  private static final int QUERY_SECONDS = 2;

  private final SqlDialect dialect;
  private final ConnectionPool pool;

  SqlOrders(Settings.Database database) {
    dialect = database.dialect();
    pool = new ConnectionPool(CONNECTIONS, () -> dialect.open(database));
  }

  /// Opens the first connection, and makes the table where that is possible. Failing is no matter:
  /// the first request that needs either tries again.
  void warmUp() throws StoreException {
    if (writable()) {
      createTable();
    }
  }

  @Override
  public boolean writable() throws StoreException {
    boolean writable = read(dialect.writable(), row -> row.getBoolean(1)).orElseThrow();
    if (!writable && !dialect.staysWithReplica()) {
      pool.close();
    }
    return writable;
  }

  @Override
  public boolean place(Order order) throws StoreException {
    try {
      return pool.with(connection -> insert(connection, order));
    } catch (SQLException failure) {
      if (!SqlOutcome.isMissingTable(failure)) {
        throw SqlOutcome.ofWrite(failure);
      }
    }
    createTable();
    try {
      return pool.with(connection -> insert(connection, order));
    } catch (SQLException failure) {
      throw SqlOutcome.ofWrite(failure);
    }
  }

  private boolean insert(Connection connection, Order order) throws SQLException, StoreException {
    var id = order.id();
    try (var place = prepare(connection, dialect.place(), id.client(), id.number(), order.item())) {
      boolean created = dialect.run(place);
      var warning = place.getWarnings();
      if (warning != null) {
        // Most of all: PostgreSQL's wait for the synchronous replica was cancelled after its
        // commit.
        throw new StoreException.Unknown(
            "the database does not stand by its commit: " + warning.getMessage(), warning);
      }
      return created;
    }
  }

  @Override
  public Optional<Order> find(Order.Id id) throws StoreException {
    return read(
        "select item from orders where client = ? and number = ?",
        row -> new Order(id, row.getString(1)),
        id.client(),
        id.number());
  }

  @Override
  public Summary summary(String client) throws StoreException {
    return read(
            "select count(*), coalesce(max(number), 0) from orders where client = ?",
            row -> new Summary(row.getLong(1), row.getLong(2)),
            client)
        .orElseThrow();
  }

  @Override
  public void close() {
    pool.close();
  }

  private void createTable() throws StoreException {
    try {
      boolean _ =
          pool.with(connection -> {
            try (var create = prepare(connection, dialect.table())) {
              return create.execute();
            }
          });
    } catch (SQLException failure) {
      // Two instances may start at once; "if not exists" does not make that safe in PostgreSQL.
      if (!SqlOutcome.isMadeByAnother(failure)) {
        throw new StoreException.Refused("no table for orders: " + failure.getMessage(), failure);
      }
    }
  }

  /// What the first row says; empty if there is none.
  private <T> Optional<T> read(String sql, Reading<T> reading, Object... parameters)
      throws StoreException {
    try {
      return pool.with(connection -> {
        try (var select = prepare(connection, sql, parameters);
            var rows = select.executeQuery()) {
          return rows.next() ? Optional.of(reading.of(rows)) : Optional.empty();
        }
      });
    } catch (SQLException failure) {
      throw new StoreException.Refused("the database: " + failure.getMessage(), failure);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(QUERY_SECONDS);
    for (int at = 0; at < parameters.length; at++) {
      statement.setObject(at + 1, parameters[at]);
    }
    return statement;
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }
}
