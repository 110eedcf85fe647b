package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableLogTest {
  @TempDir Path folder;

  @Test
  void a_line_torn_at_any_byte_is_cut_off_and_the_rest_stays() throws Exception {
    var file = folder.resolve("log");
    try (var log = DurableLog.open(file).log()) {
      log.append("{\"n\":1}");
      log.append("{\"n\":2}");
    }
    var whole = Files.readAllBytes(file);
    for (int length = whole.length / 2; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      var opened = DurableLog.open(file);
      assertThat(opened.lines()).containsExactly("{\"n\":1}");
      opened.log().append("{\"n\":3}");
      opened.log().close();
      var again = DurableLog.open(file);
      assertThat(again.lines()).containsExactly("{\"n\":1}", "{\"n\":3}");
      again.log().close();
    }
  }

  @Test
  void damage_before_the_last_line_is_refused() throws Exception {
    var file = folder.resolve("log");
    try (var log = DurableLog.open(file).log()) {
      log.append("{\"n\":1}");
      log.append("{\"n\":2}");
    }
    Files.writeString(file, Files.readString(file).replace("{\"n\":1}", "{\"n\":7}"));
    assertThatThrownBy(() -> DurableLog.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged at byte 0");
  }

  @Test
  void appends_of_many_threads_are_all_there_and_a_rewrite_replaces_them() throws Exception {
    var file = folder.resolve("log");
    try (var log = DurableLog.open(file).log()) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int number = 0; number < 100; number++) {
          var line = Json.object().put("n", number).toString();
          threads.submit(() -> {
            log.append(line);
            return null;
          });
        }
      }
      var seen = DurableLog.open(file);
      assertThat(seen.lines()).hasSize(100);
      seen.log().close();
      log.rewrite(List.of("{\"n\":-1}"));
      log.append("{\"n\":-2}");
    }
    var opened = DurableLog.open(file);
    assertThat(opened.lines()).containsExactly("{\"n\":-1}", "{\"n\":-2}");
    opened.log().close();
  }
}
