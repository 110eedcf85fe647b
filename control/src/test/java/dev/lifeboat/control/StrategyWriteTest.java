package dev.lifeboat.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StrategyWriteTest {
  private static final byte[] OLD = "old".getBytes(UTF_8);
  private static final byte[] NEW = "new".getBytes(UTF_8);

  @TempDir private Path folder;

  /// A write can fail before the new bytes are there, and after.
  @Test
  void what_a_failed_write_left_is_told_by_what_is_there() throws Exception {
    var plan = Files.write(folder.resolve("plan.yaml"), OLD);
    assertThat(StrategyWrite.left(plan, OLD, NEW)).isEqualTo("it is as it was");

    Files.write(plan, NEW);
    assertThat(StrategyWrite.left(plan, OLD, NEW)).startsWith("the new strategies are in it");

    Files.writeString(plan, "of somebody else");
    assertThat(StrategyWrite.left(plan, OLD, NEW)).isEqualTo("what is in it is not known");
    Files.delete(plan);
    assertThat(StrategyWrite.left(plan, OLD, NEW)).isEqualTo("what is in it is not known");
  }
}
