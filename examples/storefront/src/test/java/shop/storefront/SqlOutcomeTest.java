package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlOutcomeTest {

  @ParameterizedTest
  @ValueSource(strings = {"25006", "42P01", "57014", "53300", "40001"})
  void what_postgresql_itself_refused_was_surely_not_stored(String state) {
    assertThat(SqlOutcome.ofWrite(new SQLException("no", state)))
        .isInstanceOf(StoreException.Refused.class);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"08006", "57P01", "57P02", "40003", "58030", "XX000", ""})
  void a_connection_that_broke_leaves_the_outcome_unknown(String state) {
    assertThat(SqlOutcome.ofWrite(new SQLException("gone", state)))
        .isInstanceOf(StoreException.Unknown.class);
  }
}
