package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlOutcomeTest {

  @ParameterizedTest
  @ValueSource(strings = {"25006", "42P01", "57014", "53300", "40001"})
  void what_postgresql_itself_refused_was_surely_not_stored(String state) {
    assertThat(SqlOutcome.ofWrite(new SQLException("no", state)))
        .isInstanceOf(StoreException.Refused.class);
  }

  /// As MySQL 8.4 and MariaDB 11.4 say them: state and number.
  @ParameterizedTest
  @CsvSource({
    "HY000, 1290", "25006, 1792", "HY000, 1836", "HY000, 1205", "40001, 1213", "23000, 1048",
    "42S02, 1146", "42000, 1142", "22001, 1406", "HY000, 1366", "22007, 1366", "HY000, 1114"
  })
  void what_mysql_itself_refused_was_surely_not_stored(String state, int number) {
    assertThat(SqlOutcome.ofWrite(new SQLException("no", state, number)))
        .isInstanceOf(StoreException.Refused.class);
  }

  /// The number alone says nothing: the driver uses it as it likes where the connection broke.
  @ParameterizedTest
  @CsvSource({
    "08S01, 1053",
    "HY000, 2006",
    "HY000, 2013",
    "70100, 1317",
    "70100, 1927",
    "08000, 1290",
    "HY000, 1105",
    "HY000, 0",
    "HY001, 1205"
  })
  void a_connection_to_mysql_that_broke_leaves_the_outcome_unknown(String state, int number) {
    assertThat(SqlOutcome.ofWrite(new SQLException("gone", state, number)))
        .isInstanceOf(StoreException.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({"42P01, 0, true, false", "42S02, 1146, true, false", "42P07, 0, false, true"})
  void a_table_that_is_missing_is_told_from_one_that_another_made(
      String state, int number, boolean missing, boolean made) {
    var failure = new SQLException("no", state, number);
    assertThat(SqlOutcome.isMissingTable(failure)).isEqualTo(missing);
    assertThat(SqlOutcome.isMadeByAnother(failure)).isEqualTo(made);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"08006", "57P01", "57P02", "40003", "58030", "XX000", ""})
  void a_connection_that_broke_leaves_the_outcome_unknown(String state) {
    assertThat(SqlOutcome.ofWrite(new SQLException("gone", state)))
        .isInstanceOf(StoreException.Unknown.class);
  }
}
