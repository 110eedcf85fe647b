package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsLogTest {
  private static final Instant FAULT = Instant.parse("2026-11-20T10:00:10Z");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void inTheFolder() {
    file = folder.resolve("clients.jsonl");
  }

  private static String line(String client, int second, String rest) {
    return "{\"client\":\"%s\",\"sentAt\":\"2026-11-20T10:00:%02dZ\",\"answeredAt\":\"2026-11-20T10:00:%02d.5Z\",%s}\n"
        .formatted(client, second, second, rest);
  }

  private static String from(String client, int second, String region) {
    return line(client, second, "\"status\":404,\"region\":\"%s\"".formatted(region));
  }

  private static String none(String client, int second) {
    return line(client, second, "\"why\":\"connection refused\"");
  }

  @Test
  void a_log_that_cannot_be_read_is_told_with_the_reason() {
    assertThat(ClientsLog.notMeasured(new AccessDeniedException("/run/clients.jsonl")))
        .isEqualTo("not measured: the log of the clients cannot be read: permission denied");
  }

  @Test
  void each_kind_is_out_from_its_first_failure_until_the_recovery_region_answers_it()
      throws Exception {
    Files.writeString(
        file,
        none("libc", 5) // Before the fault: another story.
            + from("libc", 9, "east")
            + none("libc", 11)
            + line("libc", 12, "\"status\":503,\"region\":\"west\"")
            + from("libc", 13, "west")
            + none("jvm", 11)
            + none("jvm", 30)
            + from("jvm", 40, "west")
            + from("pool", 9, "east")
            + from("pool", 14, "west"));
    var log = ClientsLog.read(file).orElseThrow();

    assertThat(log.back(FAULT, "west")).isTrue();
    assertThat(log.seen(FAULT, "west"))
        .extracting(it -> it.kind(), it -> it.outageSeconds(), it -> it.failed())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("libc", 2.5, 2L),
            org.assertj.core.groups.Tuple.tuple("pool", 0.0, 0L),
            org.assertj.core.groups.Tuple.tuple("jvm", 29.5, 2L));
  }

  @Test
  void who_did_not_come_back_is_told_as_such_and_never_as_zero() throws Exception {
    Files.writeString(
        file, from("libc", 12, "west") + from("pool", 12, "west") + from("jvm", 12, "east"));
    var log = ClientsLog.read(file).orElseThrow();

    assertThat(log.back(FAULT, "west")).isFalse();
    var jvm = log.seen(FAULT, "west").getLast();
    assertThat(jvm.outageSeconds()).isNull();
    assertThat(jvm.why()).contains("no answer from west within 40 s");
  }

  @Test
  void a_torn_last_line_is_left_out_and_a_damaged_one_is_refused() throws Exception {
    Files.writeString(file, from("libc", 12, "west") + "{\"client\":\"li");
    assertThat(ClientsLog.read(file).orElseThrow().requests()).hasSize(1);

    Files.writeString(file, "{\"client\":\"li\n");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> ClientsLog.read(file));
  }

  @Test
  void where_no_answer_says_its_region_nothing_can_be_told_of_them() throws Exception {
    Files.writeString(file, line("libc", 12, "\"status\":200"));
    assertThat(ClientsLog.read(file, "east", "west")).isEmpty();

    Files.writeString(file, from("libc", 12, "east"));
    assertThat(ClientsLog.read(file, "east", "west")).isPresent();
  }

  @Test
  void without_a_name_there_is_no_log() throws Exception {
    assertThat(ClientsLog.read(file)).isEmpty();
  }
}
