package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class FailureWordsTest {
  @Test
  void each_kind_of_failure_has_words_and_none_is_a_path_or_a_class_alone() {
    assertThat(
            FailureWords.of(new SQLException("closed", "08006", new ConnectException("refused"))))
        .isEqualTo("the server refuses connections");
    assertThat(FailureWords.of(new SQLException("FATAL: no role \"ann\"\n  Detail: none")))
        .isEqualTo("no role \"ann\"");
    assertThat(FailureWords.of(new AccessDeniedException("/data/kept")))
        .isEqualTo("/data/kept: permission denied");
    assertThat(FailureWords.of(new UncheckedIOException(new NoSuchFileException("/proc/7"))))
        .isEqualTo("it is not there");
    assertThat(FailureWords.of(new EOFException())).isEqualTo("the connection broke");
    assertThat(FailureWords.of(new IOException("after 5 s it still applies its log")))
        .isEqualTo("after 5 s it still applies its log");
    assertThat(FailureWords.of(new IllegalStateException())).contains("error of Lifeboat's own");
  }
}
