package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
  private final Set<Integer> open = new TreeSet<>();
  private final List<Connection> opened = new ArrayList<>();
  private final ConnectionPool pool = new ConnectionPool(2, this::open);
  private boolean down;

  @AfterEach
  void close() {
    pool.close();
    assertThat(open).as("every connection is closed in the end").isEmpty();
  }

  @Test
  void a_connection_is_used_again() throws Exception {
    var first = pool.with(connection -> connection);
    assertThat(pool.<Connection>with(connection -> connection)).isSameAs(first);
  }

  @Test
  void a_broken_connection_takes_the_idle_ones_with_it_and_is_replaced_at_once() throws Exception {
    var second = pool.with(_ -> pool.<Connection>with(connection -> connection));
    assertThat(opened).hasSize(2);
    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> pool.with(_ -> broken()));
    assertThat(open).isEmpty();
    assertThat(pool.<Connection>with(connection -> connection)).isNotIn(opened.get(0), second);
  }

  @Test
  void a_statement_that_was_refused_costs_no_connection() throws Exception {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() ->
            pool.with(_ -> {
              throw new SQLException("read-only", "25006");
            }));
    assertThat(open).hasSize(1);
    assertThat(pool.<Connection>with(connection -> connection)).isSameAs(opened.getFirst());
  }

  /// Goal: after MySQL's writer moved, its address leads elsewhere, and open connections do not.
  @Test
  void a_connection_that_mysql_says_has_become_read_only_is_left() throws Exception {
    for (int number : new int[] {1290, 1836}) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() ->
              pool.with(_ -> {
                throw new SQLException("read-only", "HY000", number);
              }));
      assertThat(open).isEmpty();
    }
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() ->
            pool.with(_ -> {
              throw new SQLException("waited for a row", "HY000", 1205);
            }));
    assertThat(open).hasSize(1);
  }

  @Test
  void a_database_that_is_down_refuses_and_serves_as_soon_as_it_is_up() throws Exception {
    down = true;
    assertThatExceptionOfType(StoreException.Refused.class)
        .isThrownBy(() -> pool.with(connection -> connection));
    down = false;
    assertThat(pool.<Connection>with(connection -> connection)).isNotNull();
  }

  @Test
  void no_more_than_the_given_number_are_open_at_once() throws Exception {
    assertThatExceptionOfType(StoreException.Refused.class)
        .isThrownBy(() -> pool.with(_ -> pool.with(_ -> pool.with(connection -> connection))))
        .withMessage("no connection is free");
    assertThat(opened).hasSize(2);
  }

  private static Connection broken() throws SQLException {
    throw new SQLException("broken pipe", "08006");
  }

  private Connection open() throws SQLException {
    if (down) {
      throw new SQLException("refused", "08001");
    }
    int number = opened.size();
    open.add(number);
    var connection =
        (Connection)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "close" -> {
                        open.remove(number);
                        yield null;
                      }
                      case "equals" -> self == arguments[0];
                      case "hashCode" -> number;
                      case "toString" -> "connection " + number;
                      case "isValid" -> open.contains(number);
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    opened.add(connection);
    return connection;
  }
}
