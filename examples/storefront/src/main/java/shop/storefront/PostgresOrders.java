package shop.storefront;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/// Orders in PostgreSQL, through a small pool. Thread-safe.
///
/// The pool may open on a replica, which takes no writes: its connections take them as soon as the
/// replica is promoted, without a new one being made.
final class PostgresOrders implements OrderRows, AutoCloseable {
  /// More would only queue inside PostgreSQL on the few cores a shop of this size has.
  private static final int CONNECTIONS = 8;

  private static final String CONNECT_SECONDS = "1";
  private static final int QUERY_SECONDS = 2;

  /// Above the query's limit: only a server that does not even cancel runs into this one.
  private static final String SOCKET_SECONDS = "3";

  private static final String TABLE =
      """
      create table if not exists orders (
        client text, number bigint, item text, placed_at timestamptz default now(),
        primary key (client, number))
      """;

  /// A repeat updates the row to itself instead of doing nothing, so that it commits, and waits for
  /// the replica as the first try did: doing nothing would acknowledge a row whose own commit is
  /// still waiting, or was cancelled while it waited. `xmax` is zero only in a row just inserted.
  private static final String PLACE =
      """
      insert into orders (client, number, item) values (?, ?, ?)
      on conflict (client, number) do update set item = orders.item
      returning xmax = 0
      """;

  private final ConnectionPool pool;

  PostgresOrders(Settings.Database database) {
    var properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_SECONDS);
    properties.setProperty("ApplicationName", "storefront");
    pool =
        new ConnectionPool(
            CONNECTIONS, () -> DriverManager.getConnection(database.url(), properties));
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
    return read("select not pg_is_in_recovery()", row -> row.getBoolean(1)).orElseThrow();
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
    try (var insert = prepare(connection, PLACE, id.client(), id.number(), order.item());
        var rows = insert.executeQuery()) {
      rows.next();
      boolean created = rows.getBoolean(1);
      var warning = insert.getWarnings();
      if (warning != null) {
        // Most of all: the wait for the synchronous replica was cancelled after the local commit.
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
            try (var create = prepare(connection, TABLE)) {
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
