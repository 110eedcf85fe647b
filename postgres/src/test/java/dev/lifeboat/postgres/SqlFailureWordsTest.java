package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SqlFailureWordsTest {

  @Test
  void what_people_are_told_is_not_in_the_drivers_words() {
    var refused =
        new SQLException(
            "Connection to 127.1.0.1:5432 refused. Check that the hostname and port are correct",
            "08001",
            new ConnectException("Connection refused"));

    assertThat(SqlFailure.told(refused)).isEqualTo("the server refuses connections");
    assertThat(SqlFailure.told(new SQLException("FATAL: the database is starting up", "57P03")))
        .isEqualTo("the server is starting or stopping");
    assertThat(SqlFailure.told(new SQLException("An I/O error occurred", "08006")))
        .isEqualTo("the connection to the server is gone");
    assertThat(SqlFailure.told(new SQLException("FATAL: password authentication failed", "28P01")))
        .isEqualTo("the server does not take the login: password authentication failed");
    assertThat(SqlFailure.told(new SQLException("SSL error: no path to a root", "08006")))
        .as("waiting mends no certificate")
        .isEqualTo("SSL error: no path to a root");
    assertThat(
            SqlFailure.told(new SQLException("ERROR: relation \"x\" is gone\n  Hint: y", "42P01")))
        .isEqualTo("relation \"x\" is gone");
  }
}
